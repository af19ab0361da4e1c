package org.koopflow.numerics.exponential;

import org.koopflow.api.InvalidSettingException;

/**
 * Settings of {@link EigenExponential}.
 *
 * @param condition largest condition number of the eigenvectors that is accepted, at least 1; about
 *     as many digits of the result are lost as it has
 */
public record EigenSettings(double condition) {
  /** Half of the digits. */
  public static final EigenSettings DEFAULT = new EigenSettings(1e8);

  /**
   * Checks the range.
   *
   * @param condition largest condition number of the eigenvectors
   */
  public EigenSettings {
    if (!(condition >= 1 && Double.isFinite(condition))) {
      throw new InvalidSettingException("condition", "must be a number >= 1, got " + condition);
    }
  }
}
