package org.koopflow.numerics.exponential;

import java.util.HashMap;
import java.util.Map;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.host.HostProducts;

/**
 * The even powers of a matrix, each computed when first asked for and then kept: the exponentials
 * of all multiples of a matrix begin with the same ones. They are powers of the matrix divided by a
 * power of two that brings its norm near 1, so that none of them overflows.
 */
final class MatrixPowers {
  private final int n;
  private final int exponent;
  private final Map<Integer, double[]> powers = new HashMap<>();
  private final Map<Integer, Double> norms = new HashMap<>();

  /**
   * Begins with the first power.
   *
   * @param a the matrix, square and finite
   */
  MatrixPowers(Matrix a) {
    n = a.rows();
    double norm = a.norm1();
    exponent = norm > 0 ? Math.getExponent(norm) : 0;
    powers.put(1, halved(a.toArray(), exponent));
  }

  /**
   * What the matrix was divided by.
   *
   * @return the exponent of a power of two
   */
  int exponent() {
    return exponent;
  }

  /**
   * A power of the divided matrix.
   *
   * @param k 1, 2, 4, 6, 8 or 10
   * @return n x n, row-major, not to be changed
   */
  double[] of(int k) {
    double[] known = powers.get(k);
    if (known == null) {
      int left = k == 2 ? 1 : k == 4 ? 2 : 4;
      known = HostProducts.multiply(of(left), of(k - left), n, n, n);
      powers.put(k, known);
    }
    return known;
  }

  /**
   * The root of the norm of a power, {@code |A^k|_1^(1/k)}.
   *
   * @param k 1, 2, 4, 6, 8 or 10
   * @return the number, for the divided matrix
   */
  double root(int k) {
    return norms.computeIfAbsent(k, power -> Math.pow(norm1(of(power), n), 1.0 / power));
  }

  /**
   * The 1-norm.
   *
   * @param a n x n, row-major
   * @param n size
   * @return largest absolute column sum
   */
  static double norm1(double[] a, int n) {
    double[] sums = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sums[j] += Math.abs(a[i * n + j]);
      }
    }
    return java.util.Arrays.stream(sums).max().orElse(0);
  }

  /**
   * A copy divided by a power of two, which is exact but for underflow.
   *
   * @param a numbers
   * @param halvings the exponent; may be negative
   * @return {@code a / 2^halvings}
   */
  static double[] halved(double[] a, int halvings) {
    double[] result = new double[a.length];
    if (Math.abs(halvings) < 1000) {
      double factor = Math.scalb(1.0, -halvings);
      for (int i = 0; i < result.length; i++) {
        result[i] = a[i] * factor;
      }
    } else {
      for (int i = 0; i < result.length; i++) {
        result[i] = Math.scalb(a[i], -halvings);
      }
    }
    return result;
  }
}
