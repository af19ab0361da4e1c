package org.koopflow.numerics.exponential;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.numerics.host.HostProducts;
import org.koopflow.numerics.host.RowSums;

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
    return exp(a, new double[] {1}).get(0);
  }

  /**
   * The exponentials of multiples, which share the powers of the matrix: three to five of the
   * products that each of them takes.
   *
   * @param a a square matrix of finite numbers
   * @param times finite factors
   * @return e^(t a) for each of them
   * @throws IllegalArgumentException if the matrix is empty, not square or not finite, or so a
   *     multiple of it
   * @throws org.koopflow.api.KoopflowException if a result exceeds the range of double precision
   */
  @Override
  public List<Matrix> exp(Matrix a, double[] times) {
    Inputs.require(a);
    int n = a.rows();
    boolean lower = !isUpperTriangular(a) && isUpperTriangular(a.transpose());
    Matrix turned = lower ? a.transpose() : a;
    boolean triangular = lower || isUpperTriangular(a);
    MatrixPowers powers = new MatrixPowers(turned);
    List<Matrix> results = new ArrayList<>(times.length);
    for (double t : times) {
      Matrix multiple = Inputs.require(turned.times(t));
      Matrix result =
          multiple.norm1() == 0
              ? Matrix.identity(n)
              : Matrix.of(n, n, scaleAndSquare(multiple.toArray(), powers, t, n, triangular));
      results.add(Inputs.requireRepresentable(lower ? result.transpose() : result, multiple));
    }
    return results;
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

  /** A power of {@code t A / 2^halvings}. */
  private static double[] power(MatrixPowers powers, int k, double t, int halvings) {
    // The exponent of t is kept apart: its powers by themselves might overflow.
    int exponent = Math.getExponent(t);
    double[] result =
        MatrixPowers.halved(powers.of(k), k * (halvings - exponent - powers.exponent()));
    double factor = Math.pow(Math.scalb(t, -exponent), k);
    if (factor != 1) {
      for (int i = 0; i < result.length; i++) {
        result[i] *= factor;
      }
    }
    return result;
  }

  private static double[] scaleAndSquare(
      double[] original, MatrixPowers powers, double t, int n, boolean triangular) {
    KnownEntries known = new KnownEntries(original, n, triangular);
    // Powers of an enormous matrix would overflow: they are taken of a fraction of it.
    int squarings =
        Math.max(0, Math.getExponent(MatrixPowers.norm1(original, n)) - LARGEST_EXPONENT);
    double scale = Math.abs(Math.scalb(t, powers.exponent() - squarings));
    double d4 = scale * powers.root(4);
    double d6 = scale * powers.root(6);
    int degree = 13;
    if (squarings == 0) {
      degree = lowDegree(original, n, Math.max(d4, d6), 0, 2);
    }
    if (degree == 13) {
      double d8 = scale * powers.root(8);
      double larger = Math.max(d6, d8);
      if (squarings == 0) {
        degree = lowDegree(original, n, larger, 2, 4);
      }
      if (degree == 13) {
        double d10 = scale * powers.root(10);
        int further = halvings(Math.min(larger, Math.max(d8, d10)) / THETA[4]);
        squarings += further;
        squarings += extraHalvings(MatrixPowers.halved(original, squarings), n, 13);
      }
    }
    double[] a = MatrixPowers.halved(original, squarings);
    double[] a2 = power(powers, 2, t, squarings);
    double[] a4 = power(powers, 4, t, squarings);
    double[] a6 = power(powers, 6, t, squarings);
    double[] result =
        degree == 13
            ? PadeApproximant.ofDegree13(a, a2, a4, a6, n)
            : PadeApproximant.of(
                degree, a, a2, a4, a6, degree == 9 ? power(powers, 8, t, squarings) : null, n);
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
    double norm = MatrixPowers.norm1(a, n);
    if (norm == 0) {
      return 0;
    }
    double[][] sizes = RowSums.split(a, n, n);
    for (double[] row : sizes) {
      for (int j = 0; j < n; j++) {
        row[j] = Math.abs(row[j]) / norm;
      }
    }
    int power = 2 * degree + 1;
    double[] row = new double[n];
    java.util.Arrays.fill(row, 1);
    for (int times = 0; times < power; times++) {
      double[] next = new double[n];
      for (int k = 0; k < n; k++) {
        RowSums.add(next, row[k], sizes[k], 0, n);
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
}
