package org.koopflow.spectral.dense;

/**
 * A basis of eigenvectors from a Schur form, and its inverse. A complex pair {@code re +- i im}
 * takes two columns, the real and the imaginary part of the vector for {@code im > 0}.
 *
 * <p>Where a matrix is defective no such basis exists. What comes out then is that of a matrix
 * within rounding of it, with an inverse as large as {@code 1 / epsilon}; the caller sees it from
 * the size.
 */
public final class Eigenbasis {
  private static final double EPSILON = 0x1p-52;
  private static final double LARGE = 1e150;

  private final double[] real;
  private final double[] imaginary;

  /** Rows are the columns of the basis. */
  private final double[][] vectors;

  private final double[][] inverse;

  private Eigenbasis(double[] real, double[] imaginary, double[][] vectors, double[][] inverse) {
    this.real = real;
    this.imaginary = imaginary;
    this.vectors = vectors;
    this.inverse = inverse;
  }

  /**
   * Computes the eigenvectors by substitution in the triangular factor.
   *
   * @param schur the Schur form
   * @return the basis, every eigenvector of unit length
   */
  public static Eigenbasis of(RealSchur schur) {
    double[][] t = schur.triangular();
    int n = t.length;
    double[] real = new double[n];
    double[] imaginary = new double[n];
    double norm = 0;
    for (int k = 0; k < n; k++) {
      norm = Math.max(norm, Rows.norm(t[k]));
      boolean pair = k + 1 < n && t[k + 1][k] != 0;
      real[k] = t[k][k];
      if (pair) {
        double half = (t[k][k] - t[k + 1][k + 1]) / 2;
        double product = t[k][k + 1] * t[k + 1][k];
        real[k] = t[k + 1][k + 1] + half;
        real[k + 1] = real[k];
        imaginary[k] = Math.sqrt(-(half * half + product));
        imaginary[k + 1] = -imaginary[k];
        norm = Math.max(norm, Rows.norm(t[k + 1]));
        k++;
      }
    }
    double[][] vectors = new double[n][];
    double smallest = Math.max(EPSILON * norm, Double.MIN_NORMAL);
    for (int k = 0; k < n; k++) {
      if (imaginary[k] < 0) {
        continue;
      }
      double[][] y = substitute(t, k, real[k], imaginary[k], smallest);
      double[] re = rotate(schur.transposedBasis(), y[0]);
      double[] im = rotate(schur.transposedBasis(), y[1]);
      double length = Math.hypot(Rows.norm(re), Rows.norm(im));
      for (int i = 0; i < n; i++) {
        re[i] /= length;
        im[i] /= length;
      }
      vectors[k] = re;
      if (imaginary[k] > 0) {
        vectors[k + 1] = im;
      }
    }
    return new Eigenbasis(real, imaginary, vectors, Inverse.ofColumns(vectors));
  }

  /** Solves {@code (T - lambda) y = 0} from the block of lambda upward. */
  private static double[][] substitute(double[][] t, int k, double re, double im, double smallest) {
    int n = t.length;
    double[] yr = new double[n];
    double[] yi = new double[n];
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
        two(t, i, re, im, smallest, right, yr, yi);
      } else {
        divide(right[0], right[1], t[i][i] - re, -im, smallest, yr, yi, i);
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
    return new double[][] {yr, yi};
  }

  private static void divide(
      double a, double b, double re, double im, double smallest, double[] yr, double[] yi, int at) {
    double c = re;
    double d = im;
    if (Math.hypot(c, d) < smallest) {
      c = smallest;
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
  private static void two(
      double[][] t,
      int i,
      double re,
      double im,
      double smallest,
      double[] right,
      double[] yr,
      double[] yi) {
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
    divide(firstRe, firstIm, detRe, detIm, least, yr, yi, i - 1);
    divide(secondRe, secondIm, detRe, detIm, least, yr, yi, i);
  }

  private static double[] rotate(double[][] qt, double[] y) {
    double[] v = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      if (y[j] != 0) {
        Rows.add(v, y[j], qt[j], 0, v.length);
      }
    }
    return v;
  }

  /**
   * Number of eigenvalues.
   *
   * @return n
   */
  public int size() {
    return real.length;
  }

  /**
   * Real part of an eigenvalue.
   *
   * @param k which
   * @return its real part
   */
  public double real(int k) {
    return real[k];
  }

  /**
   * Imaginary part of an eigenvalue; the one above the real axis comes first in a pair.
   *
   * @param k which
   * @return its imaginary part
   */
  public double imaginary(int k) {
    return imaginary[k];
  }

  /**
   * A column of the basis.
   *
   * @param k which
   * @return n numbers, read-only
   */
  public double[] vector(int k) {
    return vectors[k];
  }

  /**
   * A row of the inverse.
   *
   * @param k which
   * @return n numbers, read-only
   */
  public double[] inverse(int k) {
    return inverse[k];
  }
}
