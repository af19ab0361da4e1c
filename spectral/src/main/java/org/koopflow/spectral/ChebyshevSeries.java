package org.koopflow.spectral;

import java.util.function.DoubleFunction;
import org.koopflow.api.FlowTime;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;

/**
 * Chebyshev series of smooth functions of the flow's time. Sums of exponentials are entire, so that
 * the coefficients of their series fall faster than any power (L. N. Trefethen, Approximation
 * Theory and Approximation Practice, SIAM 2013, chapters 3 and 8), and unlike the exponentials the
 * polynomials are of size 1 throughout: no terms cancel.
 */
final class ChebyshevSeries {
  /** Share below which single precision does not see a term. */
  private static final double RESOLUTION = 0x1p-27;

  private static final int FEWEST = 16;
  private static final int MOST = 1024;

  private ChebyshevSeries() {}

  /**
   * Coefficients of the interpolant at Chebyshev points, of as many terms as single precision can
   * tell.
   *
   * @param function values at a time, m numbers
   * @param scale size of the numbers the values will be added to; what is too small to be seen
   *     beside these, as beside the largest coefficient, is left out
   * @return terms x m
   */
  static Matrix of(DoubleFunction<double[]> function, double scale) {
    for (int points = FEWEST; points <= MOST; points *= 2) {
      double[][] series = interpolant(function, points);
      double largest = scale;
      for (double[] term : series) {
        largest = Math.max(largest, size(term));
      }
      int terms = points;
      while (terms > 1 && size(series[terms - 1]) <= RESOLUTION * largest) {
        terms--;
      }
      // The upper half sees what aliasing has folded into the lower one.
      if (terms <= points / 2) {
        return Matrix.ofRows(java.util.Arrays.copyOf(series, terms));
      }
    }
    throw new KoopflowException(
        "the mean of the dropped modes changes too fast over time to be kept in "
            + MOST / 2
            + " terms");
  }

  private static double[][] interpolant(DoubleFunction<double[]> function, int points) {
    double[][] series = new double[points][];
    for (int j = 0; j < points; j++) {
      double angle = Math.PI * (j + 0.5) / points;
      double share = (1 + Math.cos(angle)) / 2;
      double[] value = function.apply(FlowTime.NOISE + share * (FlowTime.DATA - FlowTime.NOISE));
      for (int k = 0; k < points; k++) {
        if (series[k] == null) {
          series[k] = new double[value.length];
        }
        double weight = (k == 0 ? 1.0 : 2.0) / points * Math.cos(k * angle);
        for (int i = 0; i < value.length; i++) {
          series[k][i] += weight * value[i];
        }
      }
    }
    return series;
  }

  private static double size(double[] term) {
    double size = 0;
    for (double value : term) {
      size = Math.max(size, Math.abs(value));
    }
    return size;
  }
}
