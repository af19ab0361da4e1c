package org.koopflow.numerics.exponential;

/**
 * Degree of the Taylor polynomial and number of steps for {@code e^A B}: A. H. Al-Mohy and N. J.
 * Higham, Computing the action of the matrix exponential, with an application to exponential
 * integrators, SIAM J. Sci. Comput. 33 (2011) 488, code fragment 3.1.
 *
 * <p>Degrees end at 30, where a step may have a norm of 3.5; they go on to 55 and a norm of 9.9
 * there. For a matrix that only turns or shrinks, the terms of a step of norm x grow to about e^x
 * before they cancel, and rounding with them: by a thousand units in the last place at 9.9, and by
 * ten at 3.5, for half as many products again.
 *
 * @param degree degree m of the polynomial
 * @param steps number s of steps, so that {@code m s} products with B are made
 */
record ActionPlan(int degree, int steps) {
  /** Largest power p whose norm is looked at: {@code p (p - 1) - 1} is a degree at most. */
  private static final int POWERS = 6;

  /** Degrees considered, with the norms up to which their backward error is below 2^-53. */
  private static final int[] DEGREES = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30
  };

  private static final double[] THETA = {
    2.22e-16, 2.58e-8, 1.39e-5, 3.40e-4, 2.40e-3, 9.07e-3, 2.38e-2, 5.00e-2, 8.96e-2, 1.44e-1,
    2.14e-1, 3.00e-1, 4.00e-1, 5.14e-1, 6.41e-1, 7.81e-1, 9.31e-1, 1.09, 1.26, 1.44, 1.62, 1.82,
    2.01, 2.22, 2.43, 2.64, 2.86, 3.08, 3.31, 3.54
  };

  /**
   * The norm a degree is good for.
   *
   * @param index which degree, from 0
   * @return degree and norm
   */
  static double[] degreeAndReach(int index) {
    return new double[] {DEGREES[index], THETA[index]};
  }

  /**
   * Number of degrees considered.
   *
   * @return how many there are
   */
  static int choices() {
    return DEGREES.length;
  }

  /**
   * The cheapest plan.
   *
   * @param a n x n, row-major
   * @param n size
   * @return degree and steps
   */
  static ActionPlan of(double[] a, int n) {
    double norm = MatrixPowers.norm1(a, n);
    if (norm == 0) {
      return new ActionPlan(0, 1);
    }
    ActionPlan best = null;
    for (int i = 0; i < DEGREES.length; i++) {
      best = better(best, i, norm);
    }
    // Below this many products, estimating the norms of powers costs more than it may save.
    if ((long) best.degree * best.steps <= 2L * POWERS * (POWERS + 3)) {
      return best;
    }
    double[] unit = new double[a.length];
    double[] transposed = new double[a.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        unit[i * n + j] = a[i * n + j] / norm;
        transposed[j * n + i] = unit[i * n + j];
      }
    }
    double[] roots = new double[POWERS + 2];
    for (int p = 2; p <= POWERS + 1; p++) {
      roots[p] = norm * Math.pow(NormEstimate.ofPower(unit, transposed, n, p), 1.0 / p);
    }
    for (int p = 2; p <= POWERS; p++) {
      for (int i = 0; i < DEGREES.length; i++) {
        if (DEGREES[i] >= p * (p - 1) - 1) {
          best = better(best, i, Math.max(roots[p], roots[p + 1]));
        }
      }
    }
    return best;
  }

  private static ActionPlan better(ActionPlan best, int index, double norm) {
    double steps = Math.max(1, Math.ceil(norm / THETA[index]));
    double cost = DEGREES[index] * steps;
    boolean cheaper = best == null || cost < (double) best.degree * best.steps;
    return cheaper && steps <= Integer.MAX_VALUE
        ? new ActionPlan(DEGREES[index], (int) steps)
        : best;
  }
}
