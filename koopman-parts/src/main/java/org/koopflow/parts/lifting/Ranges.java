package org.koopflow.parts.lifting;

import org.koopflow.api.InvalidSettingException;

/** Checks that several settings share. */
final class Ranges {
  private Ranges() {}

  static void requirePositive(String key, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new InvalidSettingException(key, "must be positive and finite, got " + value);
    }
  }

  static void requireAtLeastOne(String key, int value) {
    if (value < 1) {
      throw new InvalidSettingException(key, "must be at least 1, got " + value);
    }
  }
}
