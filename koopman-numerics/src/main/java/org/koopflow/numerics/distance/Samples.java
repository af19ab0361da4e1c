package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;

/** What all distances share: the checks of their arguments and results. */
final class Samples {
  private Samples() {}

  /**
   * Checks two sets of samples.
   *
   * @param a one set
   * @param b the other
   * @param fewest how many samples each must have
   * @throws KoopflowException if one has fewer, the columns differ or a number is not finite
   */
  static void require(Batch a, Batch b, int fewest) {
    if (a.columns() != b.columns() || a.columns() == 0) {
      throw new KoopflowException(
          "sets of samples to compare need equal columns, at least one, got "
              + a.columns()
              + " and "
              + b.columns());
    }
    if (a.rows() < fewest || b.rows() < fewest) {
      throw new KoopflowException(
          "sets of samples to compare need at least "
              + fewest
              + " rows, got "
              + a.rows()
              + " and "
              + b.rows());
    }
    requireFinite(a, "first");
    requireFinite(b, "second");
  }

  private static void requireFinite(Batch samples, String which) {
    if (!samples.isFinite()) {
      throw new KoopflowException(
          "the " + which + " set of samples to compare holds a NaN or an infinity");
    }
  }

  /**
   * Checks a result.
   *
   * @param result what a distance came to
   * @return the result
   * @throws KoopflowException if samples were so large that it is not finite
   */
  static double requireRepresentable(double result) {
    if (!Double.isFinite(result)) {
      throw new KoopflowException(
          "the samples to compare are too large: squared distances exceed the range of double");
    }
    return result;
  }
}
