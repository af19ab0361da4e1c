package org.koopflow.parts.lifting;

import org.koopflow.api.InvalidSettingException;

/** Checks that several settings share. */
final class Ranges {
  private static final int LARGEST = 1_000_000;

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

  /**
   * Checks a number of observables or the like; whether a model of that size fits is asked later.
   */
  static void requireSize(String key, int value) {
    if (value < 1 || value > LARGEST) {
      throw new InvalidSettingException(key, "must be between 1 and " + LARGEST + ", got " + value);
    }
  }
}
