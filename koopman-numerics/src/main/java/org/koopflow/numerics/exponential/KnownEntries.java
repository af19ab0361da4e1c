package org.koopflow.numerics.exponential;

/**
 * Entries of {@code e^(A / 2^k)} that are known in closed form and are written over the computed
 * ones at each squaring, so that rounding does not pile up in them.
 *
 * <ul>
 *   <li>A row of zeros in A is a row of the identity in the exponential. The constant coordinate of
 *       a lifted state is such a row, and stays exactly 1.
 *   <li>For an upper triangular A the main diagonal holds the exponentials of the diagonal, and the
 *       one above it their divided differences times the entries of A (Al-Mohy and Higham 2009,
 *       code fragment 2.1). This is what makes a strongly scaled triangular matrix come out right.
 * </ul>
 */
final class KnownEntries {
  private final double[] a;
  private final int n;
  private final boolean triangular;
  private final boolean[] zeroRow;

  /**
   * Looks at a matrix.
   *
   * @param a n x n, row-major
   * @param n size
   * @param triangular whether it is upper triangular
   */
  KnownEntries(double[] a, int n, boolean triangular) {
    this.a = a;
    this.n = n;
    this.triangular = triangular;
    zeroRow = new boolean[n];
    for (int i = 0; i < n; i++) {
      zeroRow[i] = true;
      for (int j = 0; j < n; j++) {
        zeroRow[i] &= a[i * n + j] == 0;
      }
    }
  }

  /**
   * Overwrites what is known.
   *
   * @param result an approximation of {@code e^(A / 2^halvings)}
   * @param halvings how often A was halved
   */
  void write(double[] result, int halvings) {
    if (triangular) {
      for (int i = 0; i < n; i++) {
        double here = Math.scalb(a[i * n + i], -halvings);
        result[i * n + i] = Math.exp(here);
        if (i + 1 < n) {
          double next = Math.scalb(a[(i + 1) * n + i + 1], -halvings);
          result[i * n + i + 1] =
              Math.scalb(a[i * n + i + 1], -halvings) * dividedDifference(here, next);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      if (zeroRow[i]) {
        java.util.Arrays.fill(result, i * n, (i + 1) * n, 0);
        result[i * n + i] = 1;
      }
    }
  }

  /** {@code (e^y - e^x) / (y - x)}, without cancellation where x and y are close. */
  static double dividedDifference(double x, double y) {
    double half = (y - x) / 2;
    if (Math.abs(half) > 1) {
      return (Math.exp(y) - Math.exp(x)) / (y - x);
    }
    // sinh is accurate to the last digits near 0, and sinh(h)/h tends to 1.
    double quotient = half == 0 ? 1 : Math.sinh(half) / half;
    return Math.exp((x + y) / 2) * quotient;
  }
}
