package org.koopflow.core.exponential;

import org.koopflow.api.Precision;

/**
 * Degree of a Taylor polynomial and number of squarings after it. Plans are numbered so that a plan
 * of a higher number serves a larger norm: twice the number of matrix products, plus 1 where they
 * are spent on degree 18.
 *
 * @param degree 1, 2, 4, 8 or 18
 * @param squarings how often the matrix is halved, and the result squared
 */
record TaylorPlan(int degree, int squarings) {
  private static final int[] DEGREES = {1, 2, 4, 8, 18};
  private static final int[] PRODUCTS = {0, 1, 2, 3, 5};

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
   * The plan with fewest matrix products, and of those the one of lowest degree, which needs fewer
   * sums.
   *
   * @param norm 1-norm of the matrix
   * @param accuracy wanted accuracy
   * @return the plan
   * @throws IllegalArgumentException if the norm is negative or not finite
   */
  static TaylorPlan of(double norm, Precision accuracy) {
    if (!(norm >= 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException(
          "an exponential needs a matrix of finite norm, got a norm of " + norm);
    }
    double[] reach = accuracy == Precision.FLOAT32 ? SINGLE : DOUBLE;
    for (int i = 0; i < 3; i++) {
      if (norm <= reach[i]) {
        return new TaylorPlan(DEGREES[i], 0);
      }
    }
    int low = halvings(norm, reach[3]);
    int high = halvings(norm, reach[4]);
    return PRODUCTS[3] + low <= PRODUCTS[4] + high
        ? new TaylorPlan(DEGREES[3], low)
        : new TaylorPlan(DEGREES[4], high);
  }

  private static int halvings(double norm, double reach) {
    int halvings = 0;
    while (Math.scalb(norm, -halvings) > reach) {
      halvings++;
    }
    return halvings;
  }

  /**
   * The plan's number.
   *
   * @return its place in the order of plans, from 0
   */
  int effort() {
    for (int i = 0; i < 4; i++) {
      if (degree == DEGREES[i]) {
        return 2 * (PRODUCTS[i] + squarings);
      }
    }
    return 2 * (PRODUCTS[4] + squarings) + 1;
  }

  /**
   * The plan of a number.
   *
   * @param effort as given by {@link #effort}
   * @return the plan
   * @throws IllegalArgumentException if no plan has this number
   */
  static TaylorPlan ofEffort(int effort) {
    int products = effort / 2;
    if (effort >= 0 && effort % 2 == 0) {
      return products < 3
          ? new TaylorPlan(DEGREES[products], 0)
          : new TaylorPlan(DEGREES[3], products - PRODUCTS[3]);
    }
    if (effort < 0 || products < PRODUCTS[4]) {
      throw new IllegalArgumentException("no Taylor plan has the effort " + effort);
    }
    return new TaylorPlan(DEGREES[4], products - PRODUCTS[4]);
  }
}
