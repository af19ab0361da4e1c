package org.koopflow.parts.objective;

import org.koopflow.api.InvalidSettingException;

/**
 * The settings of a term that has no others.
 *
 * @param weight what the term is multiplied by; 0 leaves it out of the sum, though it is reported
 */
public record TermSettings(double weight) {
  /**
   * Checks the range.
   *
   * @param weight what the term is multiplied by
   */
  public TermSettings {
    InvalidSettingException.require(
        weight >= 0 && Double.isFinite(weight),
        "weight",
        "must be a finite number >= 0, got " + weight);
  }
}
