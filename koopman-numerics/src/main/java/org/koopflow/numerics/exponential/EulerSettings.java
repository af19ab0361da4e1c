package org.koopflow.numerics.exponential;

import org.koopflow.api.InvalidSettingException;

/**
 * Settings of {@link EulerExponential}.
 *
 * @param k number of steps, from 1 to 2^30
 */
public record EulerSettings(int k) {
  private static final int MOST = 1 << 30;

  /**
   * Checks the range.
   *
   * @param k number of steps
   */
  public EulerSettings {
    if (k < 1 || k > MOST) {
      throw new InvalidSettingException("k", "must be from 1 to " + MOST + ", got " + k);
    }
  }
}
