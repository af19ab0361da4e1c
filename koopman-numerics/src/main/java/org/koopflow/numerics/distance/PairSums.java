package org.koopflow.numerics.distance;

import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.Batch;

/** Sums of a function of the squared distance over pairs of samples. */
final class PairSums {
  private PairSums() {}

  /**
   * All pairs of one sample of each set.
   *
   * @param a one set
   * @param b the other
   * @param function function of the squared distance
   * @return the mean over {@code rows(a) * rows(b)} pairs
   */
  static double meanAcross(Batch a, Batch b, DoubleUnaryOperator function) {
    double[] x = a.doubles();
    double[] y = b.doubles();
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      double row = 0;
      for (int j = 0; j < b.rows(); j++) {
        row += function.applyAsDouble(SquaredDistances.of(x, i, y, j, a.columns()));
      }
      sum += row;
    }
    return sum / ((double) a.rows() * b.rows());
  }

  /**
   * All unordered pairs of two different samples of one set.
   *
   * @param a the set
   * @param function function of the squared distance
   * @return the sum over {@code rows (rows - 1) / 2} pairs
   */
  static double sumWithin(Batch a, DoubleUnaryOperator function) {
    double[] x = a.doubles();
    double sum = 0;
    for (int i = 1; i < a.rows(); i++) {
      double row = 0;
      for (int j = 0; j < i; j++) {
        row += function.applyAsDouble(SquaredDistances.of(x, i, x, j, a.columns()));
      }
      sum += row;
    }
    return sum;
  }
}
