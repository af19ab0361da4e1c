package org.koopflow.numerics.dense;

import java.util.stream.IntStream;

/** Eigenvectors and eigenvalues of a covariance, by falling eigenvalue. */
public final class PrincipalComponents {
  /**
   * Smallest variance, as a share of the largest and for each column, that is more than rounding:
   * the square of single precision's spacing, since the data came in single precision.
   */
  private static final double RELATIVE_TOLERANCE = 0x1p-46;

  private final SymmetricEigen eigen;
  private final int[] order;
  private final double total;

  private PrincipalComponents(SymmetricEigen eigen, int[] order, double total) {
    this.eigen = eigen;
    this.order = order;
    this.total = total;
  }

  /**
   * Decomposes a covariance.
   *
   * @param covariance symmetric, row-major, d x d
   * @param d number of coordinates
   * @return its directions by falling variance
   */
  public static PrincipalComponents of(double[] covariance, int d) {
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i * d + i];
    }
    SymmetricEigen eigen = SymmetricEigen.of(covariance, d);
    int[] order =
        IntStream.range(0, d)
            .boxed()
            .sorted((a, b) -> Double.compare(eigen.value(b), eigen.value(a)))
            .mapToInt(Integer::intValue)
            .toArray();
    return new PrincipalComponents(eigen, order, trace);
  }

  /**
   * Sum of all variances.
   *
   * @return the trace of the covariance
   */
  public double total() {
    return total;
  }

  /**
   * Variance along a direction.
   *
   * @param k which, from 0
   * @return the eigenvalue
   */
  public double variance(int k) {
    return eigen.value(order[k]);
  }

  /**
   * Number of directions in which the data vary by more than rounding.
   *
   * @return the rank for data that came in single precision
   */
  public int rank() {
    double smallest = variance(0) * order.length * RELATIVE_TOLERANCE;
    return (int) IntStream.range(0, order.length).filter(k -> variance(k) > smallest).count();
  }

  /**
   * A direction with the sign the decomposition happens to give it.
   *
   * @param k which, from 0
   * @return {@link #direction} or its negative
   */
  public double[] eigenvector(int k) {
    return eigen.vector(order[k]);
  }

  /**
   * A direction, of length 1 and with its sign fixed.
   *
   * @param k which, from 0
   * @return the eigenvector
   */
  public double[] direction(int k) {
    double[] direction = eigenvector(k);
    double largest = 0;
    for (double entry : direction) {
      largest = Math.max(largest, Math.abs(entry));
    }
    // Not the largest entry: two of equal size would leave the choice to rounding.
    for (double entry : direction) {
      if (Math.abs(entry) >= largest / 2) {
        if (entry < 0) {
          for (int j = 0; j < direction.length; j++) {
            direction[j] = -direction[j];
          }
        }
        break;
      }
    }
    return direction;
  }
}
