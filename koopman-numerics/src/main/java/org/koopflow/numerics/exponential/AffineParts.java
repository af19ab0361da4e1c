package org.koopflow.numerics.exponential;

import java.util.Optional;
import org.koopflow.api.Matrix;

/**
 * The parts of a multiple of a generator, {@code [[0, 0, 0], [c, 0, 0], [b, a, A]]}: its constant
 * and time rows, which make it defective, and the coupling A, which need not be. Its exponential is
 * {@code [[1, 0, 0], [c, 1, 0], [phi_1(A) b + c phi_2(A) a, phi_1(A) a, e^A]]}, since {@code dg/ds
 * = b + a (t + c s) + A g} integrates to just that. Each coordinate of a condition, which stands
 * still, drives like another constant: its column C becomes {@code phi_1(A) C}.
 *
 * @param c how fast time goes
 * @param drives b, a and the columns of the condition side by side, m x affine
 * @param coupling A, m x m
 */
record AffineParts(double c, Matrix drives, Matrix coupling) {
  /**
   * Takes a matrix apart.
   *
   * @param matrix a square matrix
   * @param affine number of coordinates in front of the observables, at least 2
   * @return empty if it is no multiple of a generator
   */
  static Optional<AffineParts> of(Matrix matrix, int affine) {
    int n = matrix.rows();
    if (n <= affine) {
      return Optional.empty();
    }
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < affine; i++) {
        if (matrix.get(i, j) != 0 && !(i == 1 && j == 0)) {
          return Optional.empty();
        }
      }
    }
    int m = n - affine;
    double[] drives = new double[m * affine];
    double[] coupling = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double value = matrix.get(affine + i, j);
        if (j < affine) {
          drives[i * affine + j] = value;
        } else {
          coupling[i * m + j - affine] = value;
        }
      }
    }
    return Optional.of(
        new AffineParts(matrix.get(1, 0), Matrix.of(m, affine, drives), Matrix.of(m, m, coupling)));
  }

  /**
   * Puts the exponential of t times the matrix together.
   *
   * @param t the factor
   * @param exp {@code e^(tA)}, m x m
   * @param phi1 {@code phi_1(tA)} times the drives, m x affine
   * @param phi2 {@code phi_2(tA)} times the drives, m x affine
   * @return n x n
   */
  Matrix assemble(double t, Matrix exp, Matrix phi1, Matrix phi2) {
    int m = coupling.rows();
    int affine = drives.columns();
    int n = m + affine;
    double[] result = new double[n * n];
    for (int i = 0; i < affine; i++) {
      result[i * n + i] = 1;
    }
    result[n] = c * t;
    for (int i = 0; i < m; i++) {
      int row = (affine + i) * n;
      result[row] = t * (phi1.get(i, 0) + c * t * phi2.get(i, 1));
      for (int j = 1; j < affine; j++) {
        result[row + j] = t * phi1.get(i, j);
      }
      for (int j = 0; j < m; j++) {
        result[row + affine + j] = exp.get(i, j);
      }
    }
    return Matrix.of(n, n, result);
  }
}
