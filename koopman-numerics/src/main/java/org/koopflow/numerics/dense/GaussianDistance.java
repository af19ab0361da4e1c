package org.koopflow.numerics.dense;

import org.koopflow.api.KoopflowException;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * The 2-Wasserstein distance of two normal distributions, {@code |m1 - m2|^2 + tr(C1 + C2 - 2 (C1
 * C2)^(1/2))}. The trace of the root is the sum of the singular values of {@code F2 F1^T} with
 * {@code F^T F = C}, which unlike a root of {@code C1 C2} needs no matrix that is not symmetric (D.
 * C. Dowson and B. V. Landau, The Frechet distance between multivariate normal distributions, J.
 * Multivar. Anal. 12 (1982) 450).
 */
public final class GaussianDistance {
  private GaussianDistance() {}

  /**
   * The squared distance.
   *
   * @param mean1 mean of one, length n
   * @param covariance1 its covariance, row-major, n x n; may be singular
   * @param mean2 mean of the other
   * @param covariance2 its covariance
   * @return the squared distance, at least 0
   * @throws KoopflowException if the numbers are too large to be squared
   */
  public static double squared(
      double[] mean1, double[] covariance1, double[] mean2, double[] covariance2) {
    int n = mean1.length;
    double distance = 0;
    for (int j = 0; j < n; j++) {
      double difference = mean1[j] - mean2[j];
      distance += difference * difference;
    }
    distance += trace(covariance1, n) + trace(covariance2, n);
    if (!Double.isFinite(distance)) {
      throw new KoopflowException(
          "the samples to compare are too large: squared distances exceed the range of double");
    }
    R064Store product = R064Store.FACTORY.make(n, n);
    root(covariance2, n).multiply(root(covariance1, n).transpose(), product);
    SingularValue<Double> singular = SingularValue.R064.make(product);
    if (!singular.decompose(product)) {
      throw new KoopflowException("the singular values of two covariances were not found");
    }
    // Rounding may leave something below 0 for distributions that are equal.
    return Math.max(0, distance - 2 * singular.getTraceNorm());
  }

  private static double trace(double[] matrix, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += matrix[i * n + i];
    }
    return sum;
  }

  /** A factor F with {@code F^T F} equal to a covariance: {@code sqrt(Lambda) V^T}. */
  private static R064Store root(double[] covariance, int n) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance, n);
    double largest = Math.max(0, eigen.largest());
    R064Store root = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      double value = eigen.value(i);
      // Below this an eigenvalue is rounding, and its root would be 1e-8 of the largest.
      if (value > n * 0x1p-52 * largest) {
        double[] vector = eigen.vector(i);
        for (int j = 0; j < n; j++) {
          root.set(i, j, Math.sqrt(value) * vector[j]);
        }
      }
    }
    return root;
  }
}
