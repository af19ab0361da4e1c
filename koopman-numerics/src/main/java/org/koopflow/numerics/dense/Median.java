package org.koopflow.numerics.dense;

import java.util.stream.DoubleStream;

/** The number half of them lie below. */
public final class Median {
  private Median() {}

  /**
   * The middle of numbers in any order, or the mean of the two in the middle.
   *
   * @param values the numbers
   * @return their median; NaN if there are none
   */
  public static double of(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
