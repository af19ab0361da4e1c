package org.koopflow.parts.sampling;

/**
 * Coefficients of an explicit Runge-Kutta method.
 *
 * @param order order of convergence
 * @param nodes c, one per stage; the first is 0
 * @param stages a, row i holding the weights of the stages before stage i
 * @param weights b, one per stage
 * @param error b minus the weights of the embedded method of lower order, one per stage; empty if
 *     there is none
 * @param dense what the stages add to the cubic interpolant of a step, one per stage, see {@link
 *     Interpolant}; empty if the cubic is good enough for the order
 */
record Tableau(
    int order,
    double[] nodes,
    double[][] stages,
    double[] weights,
    double[] error,
    double[] dense) {
  private static final double[] NONE = {};

  /** Euler 1768. */
  static final Tableau EULER =
      new Tableau(1, new double[] {0}, new double[][] {{}}, new double[] {1}, NONE, NONE);

  /** Runge 1895: Euler's step taken with the slope at half of it. */
  static final Tableau MIDPOINT =
      new Tableau(
          2,
          new double[] {0, 1 / 2.},
          new double[][] {{}, {1 / 2.}},
          new double[] {0, 1},
          NONE,
          NONE);

  /** Heun 1900: the trapezoidal rule with an Euler predictor. */
  static final Tableau HEUN =
      new Tableau(
          2,
          new double[] {0, 1},
          new double[][] {{}, {1}},
          new double[] {1 / 2., 1 / 2.},
          NONE,
          NONE);

  /** Kutta 1901: the classical method of order four. */
  static final Tableau RK4 =
      new Tableau(
          4,
          new double[] {0, 1 / 2., 1 / 2., 1},
          new double[][] {{}, {1 / 2.}, {0, 1 / 2.}, {0, 0, 1}},
          new double[] {1 / 6., 1 / 3., 1 / 3., 1 / 6.},
          NONE,
          NONE);

  /**
   * Dormand and Prince 1980, order five with an embedded one of order four; first same as last. Its
   * interpolant is Shampine's of 1986.
   */
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
          },
          new double[] {
            -12715105075. / 11282082432.,
            0,
            87487479700. / 32700410799.,
            -10690763975. / 1880347072.,
            701980252875. / 199316789632.,
            -1453857185. / 822651844.,
            69997945. / 29380423.
          });

  /**
   * Tsitouras 2011, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying
   * assumption: order five with an embedded one of order four, first same as last, and its free
   * interpolant.
   */
  static final Tableau TSITOURAS =
      new Tableau(
          5,
          new double[] {0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1},
          new double[][] {
            {},
            {0.161},
            {-0.008480655492356989, 0.335480655492357},
            {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
            {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
            {
              5.86145544294642,
              -12.92096931784711,
              8.159367898576159,
              -0.071584973281401,
              -0.028269050394068383
            },
            {
              0.09646076681806523,
              0.01,
              0.4798896504144996,
              1.379008574103742,
              -3.290069515436081,
              2.324710524099774
            }
          },
          new double[] {
            0.09646076681806523,
            0.01,
            0.4798896504144996,
            1.379008574103742,
            -3.290069515436081,
            2.324710524099774,
            0
          },
          new double[] {
            -0.001780011052225777,
            -0.0008164344596567469,
            0.007880878010261995,
            -0.1447110071732629,
            0.5823571654525552,
            -0.45808210592918697,
            1 / 66.
          },
          new double[] {
            -1.0530884977290216,
            0.1017,
            2.490627285651252793,
            -16.54810288924490272,
            47.37952196281928122,
            -34.87065786149660974,
            2.5
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
