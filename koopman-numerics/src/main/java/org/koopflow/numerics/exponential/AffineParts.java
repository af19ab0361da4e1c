package org.koopflow.numerics.exponential;

import java.util.Optional;
import org.koopflow.api.Matrix;

/**
 * The parts of a multiple of a generator, {@code [[0, 0, 0], [c, 0, 0], [b, a, A]]}: its constant
 * and time rows, which make it defective, and the coupling A, which need not be. Its exponential is
 * {@code [[1, 0, 0], [c, 1, 0], [phi_1(A) b + c phi_2(A) a, phi_1(A) a, e^A]]}, since {@code dg/ds
 * = b + a (t + c s) + A g} integrates to just that.
 *
 * @param c how fast time goes
 * @param drives b and a side by side, m x 2
 * @param coupling A, m x m
 */
record AffineParts(double c, Matrix drives, Matrix coupling) {
  private static final int FIRST = 2;

  /**
   * Takes a matrix apart.
   *
   * @param matrix a square matrix
   * @return empty if it is no multiple of a generator
   */
  static Optional<AffineParts> of(Matrix matrix) {
    int n = matrix.rows();
    if (n <= FIRST) {
      return Optional.empty();
    }
    for (int j = 0; j < n; j++) {
      if (matrix.get(0, j) != 0 || (j > 0 && matrix.get(1, j) != 0)) {
        return Optional.empty();
      }
    }
    int m = n - FIRST;
    double[] drives = new double[m * FIRST];
    double[] coupling = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double value = matrix.get(FIRST + i, j);
        if (j < FIRST) {
          drives[i * FIRST + j] = value;
        } else {
          coupling[i * m + j - FIRST] = value;
        }
      }
    }
    return Optional.of(
        new AffineParts(matrix.get(1, 0), Matrix.of(m, FIRST, drives), Matrix.of(m, m, coupling)));
  }

  /**
   * Puts the exponential of t times the matrix together.
   *
   * @param t the factor
   * @param exp {@code e^(tA)}, m x m
   * @param phi1 {@code phi_1(tA)} times the drives, m x 2
   * @param phi2 {@code phi_2(tA)} times the drives, m x 2
   * @return n x n
   */
  Matrix assemble(double t, Matrix exp, Matrix phi1, Matrix phi2) {
    int m = coupling.rows();
    int n = m + FIRST;
    double[] result = new double[n * n];
    result[0] = 1;
    result[n] = c * t;
    result[n + 1] = 1;
    for (int i = 0; i < m; i++) {
      int row = (FIRST + i) * n;
      result[row] = t * (phi1.get(i, 0) + c * t * phi2.get(i, 1));
      result[row + 1] = t * phi1.get(i, 1);
      for (int j = 0; j < m; j++) {
        result[row + FIRST + j] = exp.get(i, j);
      }
    }
    return Matrix.of(n, n, result);
  }
}
