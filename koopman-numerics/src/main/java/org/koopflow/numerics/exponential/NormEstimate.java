package org.koopflow.numerics.exponential;

import org.koopflow.numerics.host.HostProducts;

/**
 * The 1-norm of a power of a matrix, estimated from a few products with vectors: W. W. Hager,
 * Condition estimates, SIAM J. Sci. Stat. Comput. 5 (1984) 311, as improved by N. J. Higham, ACM
 * Trans. Math. Softw. 14 (1988) 381. A lower bound, nearly always within a factor of three.
 */
final class NormEstimate {
  private static final int ROUNDS = 5;

  private NormEstimate() {}

  /**
   * Estimates.
   *
   * @param a n x n, row-major
   * @param transposed its transpose
   * @param n size
   * @param power the power, at least 1
   * @return a lower bound of {@code |a^power|_1}
   */
  static double ofPower(double[] a, double[] transposed, int n, int power) {
    double[] x = new double[n];
    java.util.Arrays.fill(x, 1.0 / n);
    double best = 0;
    int last = -1;
    for (int round = 0; round < ROUNDS; round++) {
      double[] y = times(a, x, n, power);
      best = Math.max(best, size(y));
      for (int i = 0; i < n; i++) {
        y[i] = y[i] < 0 ? -1 : 1;
      }
      double[] slope = times(transposed, y, n, power);
      int steepest = 0;
      for (int i = 1; i < n; i++) {
        steepest = Math.abs(slope[i]) > Math.abs(slope[steepest]) ? i : steepest;
      }
      if (steepest == last) {
        break;
      }
      last = steepest;
      x = new double[n];
      x[steepest] = 1;
    }
    // A vector of alternating, growing entries, against cancellation that fools the climb.
    for (int i = 0; i < n; i++) {
      x[i] = (i % 2 == 0 ? 1 : -1) * (1 + (n == 1 ? 0 : (double) i / (n - 1)));
    }
    return Math.max(best, 2 * size(times(a, x, n, power)) / (3 * n));
  }

  private static double[] times(double[] a, double[] x, int n, int power) {
    double[] y = x;
    for (int k = 0; k < power; k++) {
      y = HostProducts.multiply(a, y, n, n, 1);
    }
    return y;
  }

  private static double size(double[] y) {
    double sum = 0;
    for (double entry : y) {
      sum += Math.abs(entry);
    }
    return sum;
  }
}
