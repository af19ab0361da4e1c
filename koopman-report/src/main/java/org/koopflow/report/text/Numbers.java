package org.koopflow.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them. */
public final class Numbers {
  private static final int DIGITS = 4;

  private Numbers() {}

  /**
   * At most four significant digits, grouped by thousands; whole numbers in full.
   *
   * @param number any number
   * @return its text, in words where it is not finite
   */
  public static String text(Number number) {
    double value = number.doubleValue();
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "-infinite";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    double size = Math.abs(value);
    if (size < 1e-4 || size >= 1e15) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }
}
