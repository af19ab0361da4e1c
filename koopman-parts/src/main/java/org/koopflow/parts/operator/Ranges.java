package org.koopflow.parts.operator;

import org.koopflow.api.InvalidSettingException;

/** What the settings of operators have in common. */
final class Ranges {
  private Ranges() {}

  static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new InvalidSettingException(name, "must be a number >= 0, got " + value);
    }
  }

  static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InvalidSettingException(name, "must be a number > 0, got " + value);
    }
  }
}
