package org.koopflow.numerics.exponential;

import org.koopflow.numerics.dense.LinearSolve;
import org.koopflow.numerics.host.HostProducts;

/**
 * Diagonal Padé approximants of the exponential, {@code r_m(A) = (V - U)^-1 (V + U)} with U the odd
 * and V the even part of the numerator; the evaluation schemes of Higham 2005, equations 2.7 to
 * 2.10.
 */
final class PadeApproximant {
  private PadeApproximant() {}

  /**
   * Coefficients of the numerator, scaled to the last one 1: {@code b_(k-1) = b_k k (2m-k+1) /
   * (m-k+1)}. All are whole numbers, and up to degree 13 each is a double to the last digit.
   */
  static double[] coefficients(int degree) {
    double[] b = new double[degree + 1];
    long whole = 1;
    b[degree] = whole;
    for (int k = degree; k > 0; k--) {
      whole = whole * k * (2L * degree - k + 1) / (degree - k + 1);
      b[k - 1] = whole;
    }
    return b;
  }

  /**
   * Size of the leading coefficient of the backward error: {@code (m!)^2 / ((2m)! (2m+1)!)}.
   *
   * @param degree the degree m
   * @return the coefficient of the power 2m + 1
   */
  static double backwardError(int degree) {
    // (2m)! = m! (m+1)...(2m), so that (m!)^2 cancels.
    double result = 1.0 / (2 * degree + 1);
    for (int k = 1; k <= degree; k++) {
      result /= (degree + k) * (double) (degree + k);
    }
    return result;
  }

  /**
   * An approximant of degree 3, 5, 7 or 9.
   *
   * @param degree the degree
   * @param a the matrix
   * @param a2 its square
   * @param a4 its fourth power
   * @param a6 its sixth power
   * @param a8 its eighth power; needed for degree 9 alone
   * @param n size
   * @return the approximation of e^a
   */
  static double[] of(
      int degree, double[] a, double[] a2, double[] a4, double[] a6, double[] a8, int n) {
    double[] b = coefficients(degree);
    double[][] powers = {a2, a4, a6, a8};
    double[] odd = new double[n * n];
    double[] even = new double[n * n];
    for (int k = degree / 2; k >= 1; k--) {
      accumulate(odd, b[2 * k + 1], powers[k - 1]);
      accumulate(even, b[2 * k], powers[k - 1]);
    }
    return quotient(a, odd, b[1], even, b[0], n);
  }

  /**
   * The approximant of degree 13, in three products.
   *
   * @param a the matrix
   * @param a2 its square
   * @param a4 its fourth power
   * @param a6 its sixth power
   * @param n size
   * @return the approximation of e^a
   */
  static double[] ofDegree13(double[] a, double[] a2, double[] a4, double[] a6, int n) {
    double[] b = coefficients(13);
    double[] odd = HostProducts.multiply(a6, sum(b[13], a6, b[11], a4, b[9], a2), n, n, n);
    add(odd, sum(b[7], a6, b[5], a4, b[3], a2));
    double[] even = HostProducts.multiply(a6, sum(b[12], a6, b[10], a4, b[8], a2), n, n, n);
    add(even, sum(b[6], a6, b[4], a4, b[2], a2));
    return quotient(a, odd, b[1], even, b[0], n);
  }

  private static double[] quotient(
      double[] a, double[] odd, double oddOne, double[] even, double evenOne, int n) {
    for (int i = 0; i < n; i++) {
      odd[i * n + i] += oddOne;
      even[i * n + i] += evenOne;
    }
    double[] u = HostProducts.multiply(a, odd, n, n, n);
    double[] denominator = new double[n * n];
    double[] numerator = new double[n * n];
    for (int i = 0; i < u.length; i++) {
      denominator[i] = even[i] - u[i];
      numerator[i] = even[i] + u[i];
    }
    return LinearSolve.solve(denominator, numerator, n, n);
  }

  private static double[] sum(double c, double[] x, double d, double[] y, double e, double[] z) {
    double[] result = new double[x.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = c * x[i] + d * y[i] + e * z[i];
    }
    return result;
  }

  private static void accumulate(double[] target, double factor, double[] source) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }

  private static void add(double[] target, double[] source) {
    accumulate(target, 1, source);
  }
}
