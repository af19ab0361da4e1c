package org.koopflow.core.sampling;

/**
 * Coefficients of an explicit Runge-Kutta method.
 *
 * @param order order of convergence
 * @param nodes c, one per stage; the first is 0
 * @param stages a, row i holding the weights of the stages before stage i
 * @param weights b, one per stage
 * @param error b minus the weights of the embedded method of lower order, one per stage; empty if
 *     there is none
 */
record Tableau(int order, double[] nodes, double[][] stages, double[] weights, double[] error) {
  /** Euler 1768. */
  static final Tableau EULER =
      new Tableau(1, new double[] {0}, new double[][] {{}}, new double[] {1}, new double[0]);

  /** Heun 1900: the trapezoidal rule with an Euler predictor. */
  static final Tableau HEUN =
      new Tableau(
          2,
          new double[] {0, 1},
          new double[][] {{}, {1}},
          new double[] {1 / 2., 1 / 2.},
          new double[0]);

  /** Kutta 1901: the classical method of order four. */
  static final Tableau RK4 =
      new Tableau(
          4,
          new double[] {0, 1 / 2., 1 / 2., 1},
          new double[][] {{}, {1 / 2.}, {0, 1 / 2.}, {0, 0, 1}},
          new double[] {1 / 6., 1 / 3., 1 / 3., 1 / 6.},
          new double[0]);

  /** Dormand and Prince 1980, order five with an embedded one of order four; first same as last. */
  static final Tableau DORMAND_PRINCE =
      new Tableau(
          5,
          new double[] {0, 1 / 5., 3 / 10., 4 / 5., 8 / 9., 1, 1},
          new double[][] {
            {},
            {1 / 5.},
            {3 / 40., 9 / 40.},
            {44 / 45., -56 / 15., 32 / 9.},
            {19372 / 6561., -25360 / 2187., 64448 / 6561., -212 / 729.},
            {9017 / 3168., -355 / 33., 46732 / 5247., 49 / 176., -5103 / 18656.},
            {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84.}
          },
          new double[] {35 / 384., 0, 500 / 1113., 125 / 192., -2187 / 6784., 11 / 84., 0},
          new double[] {
            71 / 57600., 0, -71 / 16695., 71 / 1920., -17253 / 339200., 22 / 525., -1 / 40.
          });

  /** Whether the last stage of a step is the first of the next. */
  boolean firstSameAsLast() {
    int last = weights.length - 1;
    if (last == 0 || nodes[last] != 1) {
      return false;
    }
    for (int i = 0; i < last; i++) {
      if (stages[last][i] != weights[i]) {
        return false;
      }
    }
    return weights[last] == 0;
  }
}
