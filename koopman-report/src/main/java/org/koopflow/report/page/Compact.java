package org.koopflow.report.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers for the page, short enough that thousands of them are no burden. */
final class Compact {
  private static final int DIGITS = 4;

  private Compact() {}

  /** Four significant digits; what is not finite stays so. */
  static double number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value;
    }
    int power = DIGITS - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    if (Math.abs(power) > 300) {
      return value;
    }
    // A negative power would not be exact as a fraction.
    double scale = Math.pow(10, Math.abs(power));
    return power >= 0 ? Math.rint(value * scale) / scale : Math.rint(value / scale) * scale;
  }

  static double[] numbers(double[] values) {
    double[] compact = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      compact[i] = number(values[i]);
    }
    return compact;
  }

  /** A map in the order given. */
  static Map<String, Object> tree(Object... namesAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tree.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return tree;
  }
}
