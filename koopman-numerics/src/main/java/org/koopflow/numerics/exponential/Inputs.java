package org.koopflow.numerics.exponential;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;

/** What every exponential asks of its argument and of its result. */
final class Inputs {
  private Inputs() {}

  /**
   * Checks an argument.
   *
   * @param a the matrix
   * @return the same matrix
   * @throws IllegalArgumentException if it is empty, not square or not finite
   */
  static Matrix require(Matrix a) {
    if (a.rows() != a.columns() || a.rows() == 0) {
      throw new IllegalArgumentException(
          "an exponential needs a square matrix, got " + a.rows() + " x " + a.columns());
    }
    if (!a.isFinite()) {
      throw new IllegalArgumentException(
          "an exponential needs finite numbers; the matrix of "
              + a.rows()
              + " x "
              + a.columns()
              + " holds a NaN or an infinity");
    }
    return a;
  }

  /**
   * Checks a factor of an argument.
   *
   * @param t the factor
   * @return the same number
   * @throws IllegalArgumentException if it is not finite
   */
  static double requireFactor(double t) {
    if (!Double.isFinite(t)) {
      throw new IllegalArgumentException("an exponential needs a finite time, got " + t);
    }
    return t;
  }

  /**
   * Checks a result.
   *
   * @param result e^a
   * @param a the argument
   * @return the result
   * @throws KoopflowException if it is not finite
   */
  static Matrix requireRepresentable(Matrix result, Matrix a) {
    if (!result.isFinite()) {
      throw new KoopflowException(
          "the exponential of a matrix of 1-norm "
              + a.norm1()
              + " exceeds the range of double precision");
    }
    return result;
  }
}
