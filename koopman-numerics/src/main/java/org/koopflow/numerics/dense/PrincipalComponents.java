package org.koopflow.numerics.dense;

import java.util.stream.IntStream;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/** Eigenvectors and eigenvalues of a covariance, by falling eigenvalue. */
public final class PrincipalComponents {
  /**
   * Smallest variance, as a share of the largest and for each column, that is more than rounding:
   * the square of single precision's spacing, since the data came in single precision.
   */
  private static final double RELATIVE_TOLERANCE = 0x1p-46;

  private final MatrixStore<Double> vectors;
  private final double[] variances;
  private final int[] order;
  private final double total;

  private PrincipalComponents(
      MatrixStore<Double> vectors, double[] variances, int[] order, double total) {
    this.vectors = vectors;
    this.variances = variances;
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
    R064Store matrix = R064Store.FACTORY.make(d, d);
    double trace = 0;
    for (int i = 0; i < d; i++) {
      trace += covariance[i * d + i];
      for (int j = 0; j < d; j++) {
        matrix.set(i, j, covariance[i * d + j]);
      }
    }
    Eigenvalue<Double> decomposition = Eigenvalue.R064.make(d, true);
    if (!decomposition.decompose(matrix)) {
      throw new IllegalStateException("the eigenvalues of a covariance were not found");
    }
    MatrixStore<Double> values = decomposition.getD();
    double[] variances = IntStream.range(0, d).mapToDouble(k -> values.doubleValue(k, k)).toArray();
    int[] order =
        IntStream.range(0, d)
            .boxed()
            .sorted((a, b) -> Double.compare(variances[b], variances[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new PrincipalComponents(decomposition.getV(), variances, order, trace);
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
    return variances[order[k]];
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
   * A direction, of length 1 and with its sign fixed.
   *
   * @param k which, from 0
   * @return the eigenvector
   */
  public double[] direction(int k) {
    double[] direction = new double[order.length];
    double largest = 0;
    for (int j = 0; j < direction.length; j++) {
      direction[j] = vectors.doubleValue(j, order[k]);
      largest = Math.max(largest, Math.abs(direction[j]));
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
