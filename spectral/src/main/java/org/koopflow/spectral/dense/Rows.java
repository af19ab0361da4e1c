package org.koopflow.spectral.dense;

import org.koopflow.api.Matrix;

/** Matrices as arrays of rows, which are quicker to work on. */
final class Rows {
  private Rows() {}

  static double[][] rows(Matrix matrix) {
    double[] data = matrix.toArray();
    double[][] rows = new double[matrix.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] =
          java.util.Arrays.copyOfRange(data, i * matrix.columns(), (i + 1) * matrix.columns());
    }
    return rows;
  }

  static Matrix matrix(double[][] rows) {
    return rows.length == 0 ? Matrix.zeros(0, 0) : Matrix.ofRows(rows);
  }

  static double[][] identity(int n) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
    }
    return rows;
  }

  /** {@code target += factor * source} from one column to another. */
  static void add(double[] target, double factor, double[] source, int from, int to) {
    for (int j = from; j < to; j++) {
      target[j] += factor * source[j];
    }
  }

  static double norm(double[] values) {
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
