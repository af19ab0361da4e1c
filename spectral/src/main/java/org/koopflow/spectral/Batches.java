package org.koopflow.spectral;

import org.koopflow.api.Batch;
import org.koopflow.numerics.dense.Moments;

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
    double sum = 0;
    for (double deviation : Moments.deviation(a, Moments.mean(a))) {
      sum += deviation * deviation;
    }
    return sum;
  }

  /** Root of the squared error relative to the squared size. */
  static double relativeError(Batch actual, Batch expected) {
    return Math.sqrt(meanSquare(actual, expected) / meanSquare(expected));
  }
}
