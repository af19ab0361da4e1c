package org.koopflow.report.picture;

import java.util.Arrays;
import java.util.List;

/**
 * An interval of an axis.
 *
 * @param low its lower end
 * @param high its upper end, above the lower one
 */
record Range(double low, double high) {
  Range {
    if (!(low < high && Double.isFinite(low) && Double.isFinite(high))) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  double length() {
    return high - low;
  }

  double middle() {
    return low + length() / 2;
  }

  boolean contains(double value) {
    return value >= low && value <= high;
  }

  /** The interval of the same middle and another length. */
  Range ofLength(double length) {
    return new Range(middle() - length / 2, middle() + length / 2);
  }

  /**
   * An interval that shows the finite ones of the values with a margin. The outermost thousandth on
   * each side may fall off, so that one stray sample does not shrink all others to a dot.
   */
  static Range of(List<double[]> parts) {
    double[] values =
        parts.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted().toArray();
    if (values.length == 0) {
      return new Range(-1, 1);
    }
    int cut = values.length / 1000;
    double low = values[cut];
    double high = values[values.length - 1 - cut];
    double margin = high > low ? 0.06 * (high - low) : Math.max(1e-3, Math.abs(low) / 2);
    return new Range(low - margin, high + margin);
  }
}
