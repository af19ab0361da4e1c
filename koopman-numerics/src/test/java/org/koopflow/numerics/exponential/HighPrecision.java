package org.koopflow.numerics.exponential;

import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.koopflow.api.Matrix;

/** The exponential to about fifty digits, by the Taylor series of a matrix halved very often. */
final class HighPrecision {
  private static final DfpField FIELD = new DfpField(60);
  private static final int HALVINGS_BEYOND_NORM = 8;
  private static final int TERMS = 24;

  private HighPrecision() {}

  static Matrix exp(Matrix a) {
    int n = a.rows();
    int halvings =
        Math.max(0, Math.getExponent(Math.max(a.norm1(), 1e-300)) + 1) + HALVINGS_BEYOND_NORM;
    Dfp scale = FIELD.newDfp(1L << halvings);
    Dfp[][] small = new Dfp[n][n];
    Dfp[][] sum = new Dfp[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        small[i][j] = FIELD.newDfp(a.get(i, j)).divide(scale);
        sum[i][j] = i == j ? FIELD.getOne() : FIELD.getZero();
      }
    }
    // I + A (I + A/2 (I + A/3 ...))
    for (int k = TERMS; k >= 1; k--) {
      sum = times(small, sum);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          sum[i][j] = sum[i][j].divide(k);
        }
        sum[i][i] = sum[i][i].add(FIELD.getOne());
      }
    }
    for (int k = 0; k < halvings; k++) {
      sum = times(sum, sum);
    }
    double[] rounded = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rounded[i * n + j] = sum[i][j].toDouble();
      }
    }
    return Matrix.of(n, n, rounded);
  }

  private static Dfp[][] times(Dfp[][] a, Dfp[][] b) {
    int n = a.length;
    Dfp[][] product = new Dfp[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Dfp sum = FIELD.getZero();
        for (int k = 0; k < n; k++) {
          sum = sum.add(a[i][k].multiply(b[k][j]));
        }
        product[i][j] = sum;
      }
    }
    return product;
  }
}
