package org.koopflow.core.exponential;

/** Systems of linear equations by Gaussian elimination with partial pivoting. */
final class LinearSolve {
  private LinearSolve() {}

  /**
   * Solves {@code a x = b} for a square a and as many right sides. A singular a leaves infinities
   * or NaNs in the result.
   *
   * @param a n x n, row-major, overwritten
   * @param b n x n, row-major, overwritten by x
   * @param n size
   */
  static void solve(double[] a, double[] b, int n) {
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
          pivot = i;
        }
      }
      if (pivot != k) {
        swap(a, k * n, pivot * n, n);
        swap(b, k * n, pivot * n, n);
      }
      for (int i = k + 1; i < n; i++) {
        double factor = a[i * n + k] / a[k * n + k];
        if (factor != 0) {
          subtract(a, i * n + k + 1, factor, k * n + k + 1, n - k - 1);
          subtract(b, i * n, factor, k * n, n);
        }
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        double factor = a[k * n + j];
        if (factor != 0) {
          subtract(b, k * n, factor, j * n, n);
        }
      }
      double pivot = a[k * n + k];
      for (int j = 0; j < n; j++) {
        b[k * n + j] /= pivot;
      }
    }
  }

  private static void swap(double[] data, int one, int other, int length) {
    for (int j = 0; j < length; j++) {
      double kept = data[one + j];
      data[one + j] = data[other + j];
      data[other + j] = kept;
    }
  }

  private static void subtract(double[] data, int target, double factor, int source, int length) {
    for (int j = 0; j < length; j++) {
      data[target + j] -= factor * data[source + j];
    }
  }
}
