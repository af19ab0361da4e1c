package org.koopflow.numerics.dense;

import java.util.stream.IntStream;
import org.koopflow.api.KoopflowException;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;

/** Eigenvalues of a symmetric matrix, {@code A = V diag(lambda) V^T}, in no order. */
public final class SymmetricEigen {
  private final MatrixStore<Double> vectors;
  private final double[] values;

  private SymmetricEigen(MatrixStore<Double> vectors, double[] values) {
    this.vectors = vectors;
    this.values = values;
  }

  /**
   * Decomposes.
   *
   * @param matrix symmetric, row-major, n x n
   * @param n size
   * @return eigenvalues and eigenvectors
   * @throws KoopflowException if they are not found
   */
  public static SymmetricEigen of(double[] matrix, int n) {
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(n, true);
    if (!eigen.decompose(Stores.of(matrix, n, n))) {
      throw new KoopflowException(
          "the eigenvalues of a symmetric " + n + " x " + n + " matrix were not found");
    }
    MatrixStore<Double> diagonal = eigen.getD();
    return new SymmetricEigen(
        eigen.getV(), IntStream.range(0, n).mapToDouble(k -> diagonal.doubleValue(k, k)).toArray());
  }

  /**
   * Number of eigenvalues.
   *
   * @return n
   */
  public int size() {
    return values.length;
  }

  /**
   * An eigenvalue.
   *
   * @param k which, from 0
   * @return lambda_k
   */
  public double value(int k) {
    return values[k];
  }

  /**
   * The largest eigenvalue.
   *
   * @return it, negative where all are; minus infinity for a matrix without rows
   */
  public double largest() {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /**
   * An eigenvector.
   *
   * @param k which, from 0
   * @return the k-th column of V, of length 1
   */
  public double[] vector(int k) {
    return IntStream.range(0, values.length).mapToDouble(i -> vectors.doubleValue(i, k)).toArray();
  }
}
