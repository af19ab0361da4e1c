package org.koopflow.numerics.dense;

import java.util.Arrays;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.host.RowSums;

/**
 * The real Schur form {@code A = Q T Q^T}: Q orthogonal, T upper triangular but for 2 x 2 blocks on
 * its diagonal, one for each complex pair. Householder reduction to Hessenberg form, then Francis'
 * implicitly double-shifted QR (G. H. Golub and C. F. Van Loan, Matrix Computations, sections 7.4
 * and 7.5), with the exceptional shifts of LAPACK's dlahqr. Written here because ojAlgo gives
 * eigenvectors alone, and these say nothing where a matrix is defective.
 */
public final class RealSchur {
  private static final double EPSILON = 0x1p-52;
  private static final int EXCEPTIONAL = 10;
  private static final int ITERATIONS_PER_EIGENVALUE = 60;

  private final int n;

  /** What the matrix was divided by, as the exponent of a power of two. */
  private final int exponent;

  private final double[][] t;

  /** Transposed, so that what acts on columns of Q acts on rows that lie in one piece. */
  private final double[][] qt;

  private RealSchur(UnitScale matrix) {
    n = matrix.matrix().rows();
    exponent = matrix.exponent();
    t = RowSums.split(matrix.matrix().toArray(), n, n);
    qt = RowSums.split(Matrix.identity(n).toArray(), n, n);
  }

  /**
   * Decomposes.
   *
   * @param matrix a square matrix of finite numbers
   * @return its Schur form
   * @throws IllegalArgumentException if it is not square or not finite
   * @throws KoopflowException if the iteration does not end
   */
  public static RealSchur of(Matrix matrix) {
    if (matrix.rows() != matrix.columns() || !matrix.isFinite()) {
      throw new IllegalArgumentException(
          "a spectrum needs a square matrix of finite numbers, got " + matrix);
    }
    RealSchur schur = new RealSchur(UnitScale.of(matrix));
    schur.hessenberg();
    schur.iterate();
    return schur;
  }

  /**
   * The triangular factor.
   *
   * @return T, n x n
   */
  public Matrix t() {
    return Matrix.of(n, n, joined(t)).map(value -> Math.scalb(value, exponent));
  }

  /**
   * The orthogonal factor.
   *
   * @return Q, n x n
   */
  public Matrix q() {
    return Matrix.of(n, n, joined(qt)).transpose();
  }

  private static double[] joined(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** T divided by a power of two that brings its norm near 1; not to be changed. */
  double[][] unit() {
    return t;
  }

  /** That power's exponent. */
  int exponent() {
    return exponent;
  }

  double[][] transposedBasis() {
    return qt;
  }

  private void hessenberg() {
    double[] v = new double[n];
    double[] sums = new double[n];
    for (int k = 0; k + 2 < n; k++) {
      double below = 0;
      for (int i = k + 2; i < n; i++) {
        below = Math.max(below, Math.abs(t[i][k]));
      }
      if (below == 0) {
        continue;
      }
      double scale = Math.max(below, Math.abs(t[k + 1][k]));
      double square = 0;
      for (int i = k + 1; i < n; i++) {
        v[i] = t[i][k] / scale;
        square += v[i] * v[i];
      }
      double length = Math.copySign(Math.sqrt(square), v[k + 1]);
      v[k + 1] += length;
      double factor = 1 / (length * v[k + 1]);
      reflectRows(t, v, k + 1, k, factor, sums);
      for (double[] row : t) {
        double sum = 0;
        for (int j = k + 1; j < n; j++) {
          sum += row[j] * v[j];
        }
        sum *= factor;
        for (int j = k + 1; j < n; j++) {
          row[j] -= sum * v[j];
        }
      }
      reflectRows(qt, v, k + 1, 0, factor, sums);
      for (int i = k + 2; i < n; i++) {
        t[i][k] = 0;
      }
    }
  }

  private void reflectRows(
      double[][] a, double[] v, int first, int column, double factor, double[] sums) {
    Arrays.fill(sums, 0);
    for (int i = first; i < n; i++) {
      RowSums.add(sums, v[i], a[i], column, n);
    }
    for (int i = first; i < n; i++) {
      RowSums.add(a[i], -factor * v[i], sums, column, n);
    }
  }

  private void iterate() {
    double norm = 0;
    for (double[] row : t) {
      for (double value : row) {
        norm = Math.max(norm, Math.abs(value));
      }
    }
    int high = n - 1;
    int tried = 0;
    while (high > 0) {
      int low = high;
      while (low > 0 && !negligible(low, norm)) {
        low--;
      }
      if (low > 0) {
        t[low][low - 1] = 0;
      }
      if (low == high) {
        high--;
        tried = 0;
      } else if (low == high - 1) {
        split(low);
        high -= 2;
        tried = 0;
      } else {
        if (++tried > ITERATIONS_PER_EIGENVALUE) {
          throw new KoopflowException(
              "the eigenvalues of a " + n + " x " + n + " matrix were not found");
        }
        step(low, high, tried % EXCEPTIONAL == 0);
      }
    }
  }

  private boolean negligible(int row, double norm) {
    double near = Math.abs(t[row][row]) + Math.abs(t[row - 1][row - 1]);
    return Math.abs(t[row][row - 1]) <= EPSILON * (near == 0 ? norm : near);
  }

  /** One implicit double step on the rows and columns from low to high. */
  private void step(int low, int high, boolean exceptional) {
    double x = t[high][high];
    double y = t[high - 1][high - 1];
    double w = t[high][high - 1] * t[high - 1][high];
    if (exceptional) {
      double size = Math.abs(t[high][high - 1]) + Math.abs(t[high - 1][high - 2]);
      x = y = x + 0.75 * size;
      w = -0.4375 * size * size;
    }
    double corner = t[low][low];
    double a = ((x - corner) * (y - corner) - w) / t[low + 1][low] + t[low][low + 1];
    double b = t[low + 1][low + 1] + corner - x - y;
    double c = t[low + 2][low + 1];
    for (int k = low; k < high; k++) {
      boolean three = k + 2 <= high;
      if (k > low) {
        a = t[k][k - 1];
        b = t[k + 1][k - 1];
        c = three ? t[k + 2][k - 1] : 0;
      } else if (!three) {
        c = 0;
      }
      double scale = Math.abs(a) + Math.abs(b) + Math.abs(c);
      if (scale == 0) {
        continue;
      }
      double p = a / scale;
      double q = b / scale;
      double r = c / scale;
      double length = Math.copySign(Math.sqrt(p * p + q * q + r * r), p);
      p += length;
      reflect(k, three, new double[] {1, q / p, r / p}, p / length, Math.max(low, k - 1), high);
      if (k > low) {
        t[k][k - 1] = -length * scale;
        t[k + 1][k - 1] = 0;
        if (three) {
          t[k + 2][k - 1] = 0;
        }
      }
    }
  }

  /** Applies {@code I - factor v v^T} to rows and columns k to k + 2 (or k + 1). */
  private void reflect(int k, boolean three, double[] v, double factor, int column, int high) {
    reflectThree(t, k, three, v, factor, column);
    reflectThree(qt, k, three, v, factor, 0);
    int last = Math.min(high, k + 3);
    for (int i = 0; i <= last; i++) {
      double[] row = t[i];
      double sum = row[k] + v[1] * row[k + 1];
      if (three) {
        sum += v[2] * row[k + 2];
      }
      sum *= factor;
      row[k] -= sum;
      row[k + 1] -= sum * v[1];
      if (three) {
        row[k + 2] -= sum * v[2];
      }
    }
  }

  private void reflectThree(
      double[][] a, int k, boolean three, double[] v, double factor, int column) {
    double[] first = a[k];
    double[] second = a[k + 1];
    double f1 = v[1];
    if (!three) {
      for (int j = column; j < n; j++) {
        double sum = factor * (first[j] + f1 * second[j]);
        first[j] -= sum;
        second[j] -= sum * f1;
      }
      return;
    }
    double[] third = a[k + 2];
    double f2 = v[2];
    for (int j = column; j < n; j++) {
      double sum = factor * (first[j] + f1 * second[j] + f2 * third[j]);
      first[j] -= sum;
      second[j] -= sum * f1;
      third[j] -= sum * f2;
    }
  }

  /** Turns a 2 x 2 block with real eigenvalues into two of 1 x 1. */
  private void split(int k) {
    double c = t[k + 1][k];
    double half = (t[k][k] - t[k + 1][k + 1]) / 2;
    double discriminant = half * half + t[k][k + 1] * c;
    if (c == 0 || discriminant < 0) {
      return;
    }
    double z = half + Math.copySign(Math.sqrt(discriminant), half);
    double length = Math.hypot(z, c);
    double cos = z / length;
    double sin = c / length;
    for (double[][] a : new double[][][] {t, qt}) {
      for (int j = 0; j < n; j++) {
        double first = a[k][j];
        double second = a[k + 1][j];
        a[k][j] = cos * first + sin * second;
        a[k + 1][j] = cos * second - sin * first;
      }
    }
    for (int i = 0; i <= k + 1; i++) {
      double first = t[i][k];
      double second = t[i][k + 1];
      t[i][k] = cos * first + sin * second;
      t[i][k + 1] = cos * second - sin * first;
    }
    t[k + 1][k] = 0;
  }
}
