package org.koopflow.numerics.dense;

/** Lengths of vectors. */
final class Norms {
  private Norms() {}

  /** The Euclidean length, whatever the range of the numbers. */
  static double euclidean(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : values) {
      sum += (value / largest) * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }
}
