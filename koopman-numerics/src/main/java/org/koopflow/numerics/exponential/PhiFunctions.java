package org.koopflow.numerics.exponential;

import org.koopflow.api.Precision;

/**
 * The functions {@code e^z}, {@code phi_1(z) = (e^z - 1) / z} and {@code phi_2(z) = (e^z - 1 - z) /
 * z^2} of many complex numbers: what a constant and a linear drive add up to under {@code z} (N. J.
 * Higham, Functions of Matrices, 2008, section 10.7.4).
 *
 * <p>The quotients cancel near 0. So phi_2 is computed of {@code z / 2^k}, by its Taylor series,
 * and doubled up again by {@code phi_1(2z) = phi_1(z) (e^z + 1) / 2} and {@code phi_2(2z) =
 * (phi_1(z)^2 + 2 phi_2(z)) / 4}, which nowhere divides: it has every derivative and asks nothing
 * of the numbers. The exponential itself is taken in closed form at every level.
 *
 * @param exp {@code e^z}
 * @param phi1 {@code phi_1(z)}
 * @param phi2 {@code phi_2(z)}
 */
record PhiFunctions(ComplexTensor exp, ComplexTensor phi1, ComplexTensor phi2) {
  /** Size of the numbers the series is for. */
  private static final double RADIUS = 0.5;

  private static final int SINGLE_DEGREE = 6;
  private static final int DOUBLE_DEGREE = 13;

  /**
   * How often to halve numbers.
   *
   * @param size bound of their absolute values
   * @return the smallest number that brings them to where the series holds
   * @throws IllegalArgumentException if the bound is negative or not finite
   */
  static int halvings(double size) {
    if (!(size >= 0) || Double.isInfinite(size)) {
      throw new IllegalArgumentException(
          "an exponential needs a matrix of finite norm, got a norm of " + size);
    }
    int halvings = 0;
    while (Math.scalb(size, -halvings) > RADIUS) {
      halvings++;
    }
    return halvings;
  }

  /**
   * All three functions.
   *
   * @param z the numbers, of absolute values up to {@code 2^(halvings - 1)}
   * @param halvings how often they are halved, at least 0
   * @param accuracy accuracy of the series
   * @return the functions, elementwise
   */
  static PhiFunctions of(ComplexTensor z, int halvings, Precision accuracy) {
    if (halvings < 0) {
      throw new IllegalArgumentException("no exponential takes the effort " + halvings);
    }
    ComplexTensor small = z.multiply(Math.scalb(1.0, -halvings));
    int degree = accuracy == Precision.FLOAT32 ? SINGLE_DEGREE : DOUBLE_DEGREE;
    // phi_2 = 1/2 + z/6 + z^2/24 ... = 1/2 (1 + z/3 (1 + z/4 (1 + ...)))
    ComplexTensor phi2 = small.multiply(1.0 / (degree + 2)).add(1);
    for (int k = degree + 1; k >= 3; k--) {
      phi2 = small.multiply(phi2).multiply(1.0 / k).add(1);
    }
    phi2 = phi2.multiply(0.5);
    ComplexTensor phi1 = small.multiply(phi2).add(1);
    for (int left = halvings; left > 0; left--) {
      ComplexTensor exp = z.multiply(Math.scalb(1.0, -left)).exp();
      phi2 = phi1.multiply(phi1).add(phi2.multiply(2)).multiply(0.25);
      phi1 = phi1.multiply(exp.add(1)).multiply(0.5);
    }
    return new PhiFunctions(z.exp(), phi1, phi2);
  }
}
