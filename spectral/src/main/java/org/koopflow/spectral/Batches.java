package org.koopflow.spectral;

import org.koopflow.api.Batch;

/** Sums and distances of batches, in double precision. */
final class Batches {
  private Batches() {}

  /** {@code a + factor b}. */
  static Batch add(Batch a, double factor, Batch b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException("cannot add " + a + " and " + b);
    }
    double[] sum = a.doubles().clone();
    double[] other = b.doubles();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * other[i];
    }
    return Batch.ofDoubles(a.rows(), a.columns(), sum);
  }

  /** Mean over rows of the squared distance. */
  static double meanSquare(Batch a, Batch b) {
    double[] difference = add(a, -1, b).doubles();
    double sum = 0;
    for (double value : difference) {
      sum += value * value;
    }
    return sum / a.rows();
  }

  /** Mean over rows of the squared length. */
  static double meanSquare(Batch a) {
    double sum = 0;
    for (double value : a.doubles()) {
      sum += value * value;
    }
    return sum / a.rows();
  }

  /** Mean over rows of the squared distance from the mean row. */
  static double variance(Batch a) {
    double[] mean = new double[a.columns()];
    double[] values = a.doubles();
    for (int i = 0; i < values.length; i++) {
      mean[i % mean.length] += values[i] / a.rows();
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - mean[i % mean.length];
      sum += off * off;
    }
    return sum / a.rows();
  }

  /** Root of the squared error relative to the squared size. */
  static double relativeError(Batch actual, Batch expected) {
    return Math.sqrt(meanSquare(actual, expected) / meanSquare(expected));
  }
}
