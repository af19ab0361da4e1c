package org.koopflow.numerics.dense;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.host.RowSums;

/**
 * Systems of linear equations by Gaussian elimination with partial pivoting, four pivots at a time,
 * so that a row below is brought up to date in one pass.
 */
public final class LinearSolve {
  private static final int PANEL = 4;

  /** What an entry of size 1 may be off by. */
  private static final double ROUNDING = 0x1p-54;

  private final double[][] a;
  private final double[][] b;
  private final int n;
  private final int columns;

  /** Least pivot that is not taken for rounding, as a share of the largest so far. */
  private final double floor;

  private double largest;
  private double smallest = Double.POSITIVE_INFINITY;

  private LinearSolve(double[] a, double[] b, int n, int columns, double floor) {
    this.a = RowSums.split(a, n, n);
    this.b = RowSums.split(b, n, columns);
    this.n = n;
    this.columns = columns;
    this.floor = floor;
  }

  /**
   * Solves {@code a x = b} for a square a. A singular a leaves infinities or NaNs in the result.
   *
   * @param a n x n, row-major
   * @param b n x columns, row-major
   * @param n size
   * @param columns number of right sides
   * @return x, n x columns
   */
  public static double[] solve(double[] a, double[] b, int n, int columns) {
    return new LinearSolve(a, b, n, columns, 0).solved();
  }

  /**
   * Solves {@code a x = b} unless a is singular to rounding.
   *
   * @param a n x n
   * @param b n rows
   * @return x, as large as b; empty if a pivot is but rounding of the largest
   */
  public static Optional<Matrix> solve(Matrix a, Matrix b) {
    int n = a.rows();
    LinearSolve system = new LinearSolve(a.toArray(), b.toArray(), n, b.columns(), 0);
    double[] x = system.solved();
    return system.smallest > 4 * n * ROUNDING * system.largest
        ? Optional.of(Matrix.of(n, b.columns(), x))
        : Optional.empty();
  }

  /**
   * An inverse that always exists: a pivot that vanishes is taken as rounding of the largest, so
   * that the inverse of a singular matrix is very large instead of missing.
   *
   * @param a n x n, row-major
   * @param n size
   * @return the inverse, or that of a matrix within rounding of a singular one
   */
  static double[] inverse(double[] a, int n) {
    return new LinearSolve(a, Matrix.identity(n).toArray(), n, n, ROUNDING).solved();
  }

  private double[] solved() {
    for (int k = 0; k < n; k += PANEL) {
      int end = Math.min(n, k + PANEL);
      factorPanel(k, end);
      update(k, end);
    }
    for (int end = n; end > 0; end -= (end - 1) % PANEL + 1) {
      substitute(end - 1 - (end - 1) % PANEL, end);
    }
    double[] x = new double[n * columns];
    for (int i = 0; i < n; i++) {
      System.arraycopy(b[i], 0, x, i * columns, columns);
    }
    return x;
  }

  /** Pivots and eliminates within the columns of a panel; leaves the negated factors in place. */
  private void factorPanel(int from, int end) {
    for (int k = from; k < end; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) {
          pivot = i;
        }
      }
      swap(a, k, pivot);
      swap(b, k, pivot);
      double size = Math.abs(a[k][k]);
      largest = Math.max(largest, size);
      smallest = Math.min(smallest, size);
      if (size < floor * largest) {
        a[k][k] = Math.copySign(floor * largest, a[k][k]);
      }
      for (int i = k + 1; i < n; i++) {
        double factor = -(a[i][k] / a[k][k]);
        a[i][k] = factor;
        RowSums.add(a[i], factor, a[k], k + 1, end);
      }
    }
  }

  private static void swap(double[][] rows, int one, int other) {
    double[] kept = rows[one];
    rows[one] = rows[other];
    rows[other] = kept;
  }

  /** Applies the pivots of a panel to the columns right of it and to the right sides. */
  private void update(int from, int end) {
    for (int i = from + 1; i < n; i++) {
      int pivots = Math.min(i, end);
      if (pivots - from == PANEL) {
        RowSums.addFour(a[i], a[i], from, a, from, end, n);
        RowSums.addFour(b[i], a[i], from, b, from, 0, columns);
      } else {
        for (int k = from; k < pivots; k++) {
          RowSums.add(a[i], a[i][k], a[k], end, n);
          RowSums.add(b[i], a[i][k], b[k], 0, columns);
        }
      }
    }
  }

  /** Solves for the rows of a panel, and takes them out of the rows above. */
  private void substitute(int from, int end) {
    for (int k = end - 1; k >= from; k--) {
      for (int j = k + 1; j < end; j++) {
        RowSums.add(b[k], -a[k][j], b[j], 0, columns);
      }
      for (int j = 0; j < columns; j++) {
        b[k][j] /= a[k][k];
      }
    }
    double[] factors = new double[PANEL];
    for (int i = 0; i < from; i++) {
      if (end - from == PANEL) {
        for (int k = 0; k < PANEL; k++) {
          factors[k] = -a[i][from + k];
        }
        RowSums.addFour(b[i], factors, 0, b, from, 0, columns);
      } else {
        for (int k = from; k < end; k++) {
          RowSums.add(b[i], -a[i][k], b[k], 0, columns);
        }
      }
    }
  }
}
