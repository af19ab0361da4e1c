package org.koopflow.numerics.exponential;

import java.util.Arrays;
import org.koopflow.api.Precision;

/**
 * Degree of a Taylor polynomial and number of squarings after it. A plan is known by the number of
 * matrix products it takes: with 0 to 3 of them the degree is 1, 2, 4 or 8; a fourth squares degree
 * 8; from 5 on the degree is 18. Where degree 8 with two more squarings would reach as far as
 * degree 18, the squarings would cost ten times the rounding error in single precision.
 *
 * @param degree 1, 2, 4, 8 or 18
 * @param squarings how often the matrix is halved, and the result squared
 */
record TaylorPlan(int degree, int squarings) {
  private static final int[] DEGREES = {1, 2, 4, 8, 18};
  private static final int PRODUCTS_OF_DEGREE_18 = 5;

  /**
   * Norms up to which the backward error of a degree is below the unit roundoff 2^-24. The bound is
   * where the series of {@code log(e^-x T_m(x))}, with its coefficients taken positive, reaches it
   * (Bader, Blanes and Casas 2019, section 2).
   */
  private static final double[] SINGLE = {
    1.192092800768788e-7,
    5.978858893805233e-4,
    5.116619363445086e-2,
    5.800524627688768e-1,
    3.010066362817634
  };

  /** The same for 2^-53. */
  private static final double[] DOUBLE = {
    2.220446049250313e-16,
    2.580956802971767e-8,
    3.397168839976962e-4,
    4.991228871115323e-2,
    1.090863719290036
  };

  /**
   * Number of matrix products that a norm takes.
   *
   * @param norm 1-norm of the matrix
   * @param accuracy wanted accuracy
   * @return the smallest number whose plan reaches the norm
   * @throws IllegalArgumentException if the norm is negative or not finite
   */
  static int products(double norm, Precision accuracy) {
    if (!(norm >= 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException(
          "an exponential needs a matrix of finite norm, got a norm of " + norm);
    }
    int products = 0;
    while (of(products).reach(accuracy) < norm) {
      products++;
    }
    return products;
  }

  /**
   * The plan of a number of matrix products.
   *
   * @param products the number
   * @return the plan that reaches the largest norm with it
   * @throws IllegalArgumentException if it is negative
   */
  static TaylorPlan of(int products) {
    if (products < 0) {
      throw new IllegalArgumentException("no exponential takes the effort " + products);
    }
    if (products >= PRODUCTS_OF_DEGREE_18) {
      return new TaylorPlan(18, products - PRODUCTS_OF_DEGREE_18);
    }
    return products < 4 ? new TaylorPlan(DEGREES[products], 0) : new TaylorPlan(8, 1);
  }

  /** The largest norm for which this plan has the accuracy. */
  private double reach(Precision accuracy) {
    double[] bounds = accuracy == Precision.FLOAT32 ? SINGLE : DOUBLE;
    return Math.scalb(bounds[Arrays.binarySearch(DEGREES, degree)], squarings);
  }
}
