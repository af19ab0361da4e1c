package org.koopflow.spectral.dense;

/**
 * The inverse of a matrix given by its columns, by Gauss and Jordan's elimination with partial
 * pivoting. A pivot that vanishes is taken as rounding of the largest, so that the inverse of a
 * singular matrix is very large instead of missing.
 */
final class Inverse {
  private Inverse() {}

  /** Rows of the inverse. */
  static double[][] ofColumns(double[][] columns) {
    int n = columns.length;
    double[][] a = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = columns[j][i];
      }
      a[i][n + i] = 1;
    }
    double largest = 0;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
          pivot = i;
        }
      }
      double[] row = a[pivot];
      a[pivot] = a[k];
      a[k] = row;
      largest = Math.max(largest, Math.abs(row[k]));
      double tiny = 0x1p-54 * largest;
      double divisor = Math.abs(row[k]) < tiny ? Math.copySign(tiny, row[k]) : row[k];
      for (int j = k; j < 2 * n; j++) {
        row[j] /= divisor;
      }
      for (int i = 0; i < n; i++) {
        if (i != k && a[i][k] != 0) {
          Rows.add(a[i], -a[i][k], row, k, 2 * n);
        }
      }
    }
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = java.util.Arrays.copyOfRange(a[i], n, 2 * n);
    }
    return inverse;
  }
}
