package org.koopflow.core.spec;

import org.koopflow.api.InvalidSettingException;

/**
 * The closed-form fit of the generator.
 *
 * @param points points of the teacher's path to fit to
 * @param ridge regularisation: added to the mean squared residual is {@code ridge} times the
 *     squares of the coefficients, each in units of its coordinate's root mean square
 */
public record EdmdSettings(int points, double ridge) {
  /** Enough for a few hundred observables; with less ridge the error of random waves grows. */
  public static final EdmdSettings DEFAULT = new EdmdSettings(32_768, 1e-6);

  /**
   * Checks the ranges.
   *
   * @param points points of the teacher's path to fit to
   * @param ridge regularisation
   */
  public EdmdSettings {
    if (points < 1) {
      throw new InvalidSettingException("points", "must be at least 1, got " + points);
    }
    if (!(ridge >= 0 && Double.isFinite(ridge))) {
      throw new InvalidSettingException("ridge", "must be finite and not negative, got " + ridge);
    }
  }
}
