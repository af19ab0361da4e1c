package org.koopflow.parts.recorded;

/**
 * Slopes at its knots of the cubic spline through given values, with the condition of de Boor that
 * the third derivative is continuous at the second and the last but one knot (A Practical Guide to
 * Splines, 1978, chapter 4): a finite difference over all times, exact for cubics and of order
 * three in the largest step, of order four at inner knots of equally spaced times. The cubics
 * between two knots with these slopes are the spline itself, so values and slopes in between fit
 * one another.
 */
final class CubicSpline {
  /** Fewest knots for which the end conditions make sense. */
  static final int LEAST_KNOTS = 4;

  private CubicSpline() {}

  /**
   * Slopes at the knots.
   *
   * @param times ascending, at least {@link #LEAST_KNOTS}
   * @param values one array per time, all of one length: values of many curves
   * @return one array per time: slopes of those curves
   */
  static double[][] slopes(double[] times, double[][] values) {
    int n = times.length;
    if (n < LEAST_KNOTS) {
      throw new IllegalArgumentException(
          "a cubic spline needs at least " + LEAST_KNOTS + " knots, got " + n);
    }
    double[] h = new double[n - 1];
    for (int k = 0; k < n - 1; k++) {
      h[k] = times[k + 1] - times[k];
    }
    // Row k: lower[k] m[k-1] + diagonal[k] m[k] + upper[k] m[k+1] = right[k]. The rows of the ends
    // had a third unknown each, which the neighbouring row has eliminated.
    double[] lower = new double[n];
    double[] diagonal = new double[n];
    double[] upper = new double[n];
    diagonal[0] = h[1];
    upper[0] = h[0] + h[1];
    diagonal[n - 1] = h[n - 3];
    lower[n - 1] = h[n - 3] + h[n - 2];
    for (int k = 1; k < n - 1; k++) {
      lower[k] = h[k];
      diagonal[k] = 2 * (h[k - 1] + h[k]);
      upper[k] = h[k - 1];
    }
    double[][] slopes = rightSides(h, values);
    // Gaussian elimination without exchanging rows, for all curves at once.
    for (int k = 1; k < n; k++) {
      double factor = lower[k] / diagonal[k - 1];
      diagonal[k] -= factor * upper[k - 1];
      for (int i = 0; i < slopes[k].length; i++) {
        slopes[k][i] -= factor * slopes[k - 1][i];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int i = 0; i < slopes[k].length; i++) {
        double above = k < n - 1 ? upper[k] * slopes[k + 1][i] : 0;
        slopes[k][i] = (slopes[k][i] - above) / diagonal[k];
      }
    }
    return slopes;
  }

  private static double[][] rightSides(double[] h, double[][] values) {
    int n = values.length;
    double[][] right = new double[n][values[0].length];
    for (int i = 0; i < values[0].length; i++) {
      for (int k = 1; k < n - 1; k++) {
        right[k][i] = 3 * (h[k] * chord(h, values, k - 1, i) + h[k - 1] * chord(h, values, k, i));
      }
      right[0][i] = end(h[0], h[1], chord(h, values, 0, i), chord(h, values, 1, i));
      right[n - 1][i] =
          end(h[n - 2], h[n - 3], chord(h, values, n - 2, i), chord(h, values, n - 3, i));
    }
    return right;
  }

  /** Right side of an end's condition from the outer and the next step and their chords' slopes. */
  private static double end(double outer, double inner, double outerChord, double innerChord) {
    double both = outer + inner;
    return ((outer + 2 * both) * inner * outerChord + outer * outer * innerChord) / both;
  }

  private static double chord(double[] h, double[][] values, int k, int i) {
    return (values[k + 1][i] - values[k][i]) / h[k];
  }
}
