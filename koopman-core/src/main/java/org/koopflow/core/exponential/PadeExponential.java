package org.koopflow.core.exponential;

import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.core.host.HostProducts;

/**
 * The exponential by scaling and squaring with diagonal Padé approximants of degree 3 to 13: N. J.
 * Higham, The scaling and squaring method for the matrix exponential revisited, SIAM J. Matrix
 * Anal. Appl. 26 (2005) 1179. Degree and scaling follow A. H. Al-Mohy and N. J. Higham, A new
 * scaling and squaring algorithm for the matrix exponential, SIAM J. Matrix Anal. Appl. 31 (2009)
 * 970: they are chosen from the norms of powers, computed exactly here, so that a matrix far from
 * normal is not scaled down more than it needs, and for a triangular matrix the diagonals nearest
 * to the main one are computed anew at each squaring (see {@link KnownEntries}).
 *
 * <p>Accurate to a small multiple of the condition of the problem times 1e-16; the reference among
 * the exponentials. Has no form on tensors, since it solves linear equations.
 */
public final class PadeExponential implements Exponential {
  private static final int[] DEGREES = {3, 5, 7, 9, 13};

  /** Bounds on the norms of powers up to which a degree has a backward error below 2^-53. */
  private static final double[] THETA = {
    1.495585217958292e-2, 2.539398330063230e-1, 9.504178996162932e-1, 2.097847961257068, 4.25
  };

  /** Where the tenth power of a matrix is still far from overflowing. */
  private static final int LARGEST_EXPONENT = 90;

  /** Creates the strategy. */
  public PadeExponential() {}

  /**
   * The exponential.
   *
   * @param a a square matrix of finite numbers
   * @return e^a
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite
   * @throws org.koopflow.api.KoopflowException if the result exceeds the range of double precision
   */
  @Override
  public Matrix exp(Matrix a) {
    Inputs.require(a);
    int n = a.rows();
    Matrix result;
    if (isUpperTriangular(a)) {
      result = Matrix.of(n, n, scaleAndSquare(a.toArray(), n, true));
    } else {
      Matrix transposed = a.transpose();
      result =
          isUpperTriangular(transposed)
              ? Matrix.of(n, n, scaleAndSquare(transposed.toArray(), n, true)).transpose()
              : Matrix.of(n, n, scaleAndSquare(a.toArray(), n, false));
    }
    return Inputs.requireRepresentable(result, a);
  }

  private static boolean isUpperTriangular(Matrix a) {
    for (int i = 1; i < a.rows(); i++) {
      for (int j = 0; j < i; j++) {
        if (a.get(i, j) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static double[] scaleAndSquare(double[] original, int n, boolean triangular) {
    KnownEntries known = new KnownEntries(original, n, triangular);
    // Powers of an enormous matrix would overflow: they are taken of a multiple of it.
    int squarings = Math.max(0, Math.getExponent(norm1(original, n)) - LARGEST_EXPONENT);
    double[] a = scaled(original, squarings);
    double[] a2 = HostProducts.multiply(a, a, n, n, n);
    double[] a4 = HostProducts.multiply(a2, a2, n, n, n);
    double[] a6 = HostProducts.multiply(a4, a2, n, n, n);
    double d4 = Math.pow(norm1(a4, n), 1.0 / 4);
    double d6 = Math.pow(norm1(a6, n), 1.0 / 6);
    int degree = 13;
    double[] a8 = null;
    if (squarings == 0) {
      degree = lowDegree(a, n, Math.max(d4, d6), 0, 2);
    }
    if (degree == 13) {
      a8 = HostProducts.multiply(a4, a4, n, n, n);
      double d8 = Math.pow(norm1(a8, n), 1.0 / 8);
      double larger = Math.max(d6, d8);
      if (squarings == 0) {
        degree = lowDegree(a, n, larger, 2, 4);
      }
      if (degree == 13) {
        double d10 = Math.pow(norm1(HostProducts.multiply(a4, a6, n, n, n), n), 1.0 / 10);
        int further = halvings(Math.min(larger, Math.max(d8, d10)) / THETA[4]);
        further += extraHalvings(scaled(a, further), n, 13);
        a = scaled(a, further);
        a2 = scaled(a2, 2 * further);
        a4 = scaled(a4, 4 * further);
        a6 = scaled(a6, 6 * further);
        squarings += further;
      }
    }
    double[] result =
        degree == 13
            ? PadeApproximant.ofDegree13(a, a2, a4, a6, n)
            : PadeApproximant.of(degree, a, a2, a4, a6, a8, n);
    known.write(result, squarings);
    for (int left = squarings - 1; left >= 0; left--) {
      result = HostProducts.multiply(result, result, n, n, n);
      known.write(result, left);
    }
    return result;
  }

  /** The lowest sufficient degree of a range of {@link #DEGREES}, or 13 if none of them is. */
  private static int lowDegree(double[] a, int n, double bound, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bound <= THETA[i] && extraHalvings(a, n, DEGREES[i]) == 0) {
        return DEGREES[i];
      }
    }
    return 13;
  }

  /** How often to halve a number until it does not exceed 1. */
  private static int halvings(double ratio) {
    // The exponent of a number just above a power of two would halve once too few.
    return ratio > 1 ? (int) Math.ceil(Math.log(ratio) / Math.log(2)) : 0;
  }

  /**
   * Halvings wanted on top, so that rounding in the evaluation stays below 2^-53: the function ell
   * of Al-Mohy and Higham 2009, section 5. It looks at the first term of the backward error, whose
   * size is bounded by the power 2m + 1 of the matrix of absolute values.
   */
  private static int extraHalvings(double[] a, int n, int degree) {
    double norm = norm1(a, n);
    if (norm == 0) {
      return 0;
    }
    int power = 2 * degree + 1;
    double[] row = new double[n];
    java.util.Arrays.fill(row, 1);
    for (int times = 0; times < power; times++) {
      double[] next = new double[n];
      for (int k = 0; k < n; k++) {
        for (int j = 0; j < n; j++) {
          next[j] += row[k] * (Math.abs(a[k * n + j]) / norm);
        }
      }
      row = next;
    }
    double largest = java.util.Arrays.stream(row).max().orElse(0);
    if (largest == 0) {
      return 0;
    }
    // Logarithms, because the power itself may overflow.
    double bits =
        (Math.log(PadeApproximant.backwardError(degree) * largest) + (power - 1) * Math.log(norm))
                / Math.log(2)
            + 53;
    return (int) Math.max(0, Math.ceil(bits / (2 * degree)));
  }

  private static double norm1(double[] a, int n) {
    double[] sums = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sums[j] += Math.abs(a[i * n + j]);
      }
    }
    return java.util.Arrays.stream(sums).max().orElse(0);
  }

  private static double[] scaled(double[] a, int halvings) {
    if (halvings == 0) {
      return a;
    }
    double[] result = new double[a.length];
    for (int i = 0; i < result.length; i++) {
      // Exact but for underflow, whatever the exponent.
      result[i] = Math.scalb(a[i], -halvings);
    }
    return result;
  }
}
