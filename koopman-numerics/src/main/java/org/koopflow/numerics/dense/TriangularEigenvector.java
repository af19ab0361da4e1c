package org.koopflow.numerics.dense;

/** Eigenvectors of a matrix that is upper triangular but for 2 x 2 blocks on its diagonal. */
final class TriangularEigenvector {
  private static final double LARGE = 1e150;

  private final double[][] t;
  private final double re;
  private final double im;
  private final double smallest;
  private final double[] yr;
  private final double[] yi;

  private TriangularEigenvector(double[][] t, double re, double im, double smallest) {
    this.t = t;
    this.re = re;
    this.im = im;
    this.smallest = smallest;
    this.yr = new double[t.length];
    this.yi = new double[t.length];
  }

  /**
   * Solves {@code (T - lambda) y = 0} from the block of lambda upward.
   *
   * @param t T, by rows
   * @param k row of lambda, the first of its block
   * @param re real part of lambda
   * @param im imaginary part of lambda
   * @param smallest what a divisor of less is taken for
   * @return real and imaginary parts of y, of any length
   */
  static double[][] of(double[][] t, int k, double re, double im, double smallest) {
    TriangularEigenvector vector = new TriangularEigenvector(t, re, im, smallest);
    vector.solve(k);
    return new double[][] {vector.yr, vector.yi};
  }

  private void solve(int k) {
    int last = k;
    if (im == 0) {
      yr[k] = 1;
    } else {
      // The second row of the block: t[k+1][k] y_k + (t[k+1][k+1] - lambda) y_{k+1} = 0. Of the
      // two ways to fix the scale the one that divides by the larger entry is accurate.
      last = k + 1;
      if (Math.abs(t[k][k + 1]) >= Math.abs(t[k + 1][k])) {
        yr[k] = 1;
        yr[k + 1] = (re - t[k][k]) / t[k][k + 1];
        yi[k + 1] = im / t[k][k + 1];
      } else {
        yr[k + 1] = 1;
        yr[k] = (re - t[k + 1][k + 1]) / t[k + 1][k];
        yi[k] = im / t[k + 1][k];
      }
    }
    for (int i = k - 1; i >= 0; i--) {
      boolean pair = i > 0 && t[i][i - 1] != 0;
      int first = pair ? i - 1 : i;
      double[] right = new double[4];
      for (int row = first; row <= i; row++) {
        double sumRe = 0;
        double sumIm = 0;
        double[] entries = t[row];
        for (int j = i + 1; j <= last; j++) {
          sumRe += entries[j] * yr[j];
          sumIm += entries[j] * yi[j];
        }
        right[2 * (row - first)] = -sumRe;
        right[2 * (row - first) + 1] = -sumIm;
      }
      if (pair) {
        two(i, right);
      } else {
        divide(right[0], right[1], t[i][i] - re, -im, smallest, i);
      }
      double size = 0;
      for (int row = first; row <= i; row++) {
        size = Math.max(size, Math.max(Math.abs(yr[row]), Math.abs(yi[row])));
      }
      if (size > LARGE) {
        for (int j = first; j <= last; j++) {
          yr[j] /= size;
          yi[j] /= size;
        }
      }
      i = first;
    }
  }

  /** Sets y at a place to {@code (a + i b) / (over + i overIm)}. */
  private void divide(double a, double b, double over, double overIm, double least, int at) {
    double c = over;
    double d = overIm;
    if (Math.hypot(c, d) < least) {
      c = least;
      d = 0;
    }
    double scale = Math.max(Math.abs(c), Math.abs(d));
    c /= scale;
    d /= scale;
    double square = (c * c + d * d) * scale;
    yr[at] = (a * c + b * d) / square;
    yi[at] = (b * c - a * d) / square;
  }

  /** A 2 x 2 complex system by Cramer's rule. */
  private void two(int i, double[] right) {
    double a = t[i - 1][i - 1] - re;
    double b = t[i - 1][i];
    double c = t[i][i - 1];
    double d = t[i][i] - re;
    // (a - i im)(d - i im) - b c
    double detRe = a * d - im * im - b * c;
    double detIm = -im * (a + d);
    double least = smallest * Math.max(smallest, Math.abs(b) + Math.abs(c));
    double firstRe = d * right[0] + im * right[1] - b * right[2];
    double firstIm = d * right[1] - im * right[0] - b * right[3];
    double secondRe = a * right[2] + im * right[3] - c * right[0];
    double secondIm = a * right[3] - im * right[2] - c * right[1];
    divide(firstRe, firstIm, detRe, detIm, least, i - 1);
    divide(secondRe, secondIm, detRe, detIm, least, i);
  }
}
