package org.koopflow.numerics.dense;

import org.koopflow.numerics.host.RowSums;

/**
 * Smallest singular values of {@code z I - A} for many z. The Schur form is made triangular over
 * the complex numbers once; then each z costs a few triangular solutions, iterated on the inverse
 * (L. N. Trefethen and M. Embree, Spectra and Pseudospectra, chapter 39).
 */
public final class Resolvent {
  private static final int ITERATIONS = 300;
  private static final double TOLERANCE = 1e-10;

  private final int n;
  private final double[][] re;
  private final double[][] im;

  /**
   * Prepares.
   *
   * @param schur the Schur form of A
   */
  public Resolvent(RealSchur schur) {
    n = schur.unit().length;
    re = RowSums.split(schur.t().toArray(), n, n);
    im = new double[n][n];
    for (int k = n - 1; k > 0; k--) {
      if (re[k][k - 1] != 0) {
        triangulate(k);
      }
    }
  }

  /** Turns rows and columns k - 1 and k by a complex rotation that removes what is below. */
  private void triangulate(int k) {
    double below = re[k][k - 1];
    double half = (re[k - 1][k - 1] - re[k][k]) / 2;
    double muRe = half;
    double muIm = Math.sqrt(-(half * half + re[k - 1][k] * below));
    double length = Math.hypot(Math.hypot(muRe, muIm), below);
    double cr = muRe / length;
    double ci = muIm / length;
    double s = below / length;
    for (int j = k - 1; j < n; j++) {
      double ar = re[k - 1][j];
      double ai = im[k - 1][j];
      double br = re[k][j];
      double bi = im[k][j];
      re[k - 1][j] = cr * ar + ci * ai + s * br;
      im[k - 1][j] = cr * ai - ci * ar + s * bi;
      re[k][j] = cr * br - ci * bi - s * ar;
      im[k][j] = cr * bi + ci * br - s * ai;
    }
    for (int i = 0; i <= k; i++) {
      double ar = re[i][k - 1];
      double ai = im[i][k - 1];
      double br = re[i][k];
      double bi = im[i][k];
      re[i][k - 1] = cr * ar - ci * ai + s * br;
      im[i][k - 1] = cr * ai + ci * ar + s * bi;
      re[i][k] = cr * br + ci * bi - s * ar;
      im[i][k] = cr * bi - ci * br - s * ai;
    }
    re[k][k - 1] = 0;
    im[k][k - 1] = 0;
  }

  /**
   * Distance of A from the nearest matrix with the eigenvalue z.
   *
   * @param zRe real part of z
   * @param zIm imaginary part of z
   * @return the smallest singular value of {@code z I - A}
   */
  public double smallestSingularValue(double zRe, double zIm) {
    for (int i = 0; i < n; i++) {
      if (re[i][i] == zRe && im[i][i] == zIm) {
        return 0;
      }
    }
    double[] vr = new double[n];
    double[] vi = new double[n];
    for (int i = 0; i < n; i++) {
      // Any start will do that is not orthogonal to the answer; this one has no symmetry.
      vr[i] = Math.cos(1 + 2.7 * i);
      vi[i] = Math.sin(0.3 + 1.9 * i);
    }
    double largest = 0;
    normalise(vr, vi);
    for (int step = 0; step < ITERATIONS; step++) {
      forward(vr, vi, zRe, zIm);
      backward(vr, vi, zRe, zIm);
      double size = normalise(vr, vi);
      if (!(Double.isFinite(size))) {
        return 0;
      }
      boolean settled = Math.abs(size - largest) <= TOLERANCE * size;
      largest = size;
      if (settled) {
        break;
      }
    }
    return 1 / Math.sqrt(largest);
  }

  private static double normalise(double[] vr, double[] vi) {
    double length = Math.hypot(Norms.euclidean(vr), Norms.euclidean(vi));
    for (int i = 0; i < vr.length; i++) {
      vr[i] /= length;
      vi[i] /= length;
    }
    return length;
  }

  /** Solves with the conjugate transpose of T - z I. */
  private void forward(double[] vr, double[] vi, double zRe, double zIm) {
    for (int i = 0; i < n; i++) {
      divide(vr, vi, i, re[i][i] - zRe, -(im[i][i] - zIm));
      double r = vr[i];
      double c = vi[i];
      double[] tr = re[i];
      double[] ti = im[i];
      for (int j = i + 1; j < n; j++) {
        vr[j] -= tr[j] * r + ti[j] * c;
        vi[j] -= tr[j] * c - ti[j] * r;
      }
    }
  }

  /** Solves with T - z I. */
  private void backward(double[] vr, double[] vi, double zRe, double zIm) {
    for (int i = n - 1; i >= 0; i--) {
      double[] tr = re[i];
      double[] ti = im[i];
      double sumRe = 0;
      double sumIm = 0;
      for (int j = i + 1; j < n; j++) {
        sumRe += tr[j] * vr[j] - ti[j] * vi[j];
        sumIm += tr[j] * vi[j] + ti[j] * vr[j];
      }
      vr[i] -= sumRe;
      vi[i] -= sumIm;
      divide(vr, vi, i, tr[i] - zRe, ti[i] - zIm);
    }
  }

  private static void divide(double[] vr, double[] vi, int i, double c, double d) {
    double square = c * c + d * d;
    double r = (vr[i] * c + vi[i] * d) / square;
    vi[i] = (vi[i] * c - vr[i] * d) / square;
    vr[i] = r;
  }
}
