package org.koopflow.core.metrics;

import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * The squared Fréchet distance between the normal distributions that have the means and covariances
 * of two sets of samples: {@code |ma - mb|^2 + tr(Ca + Cb - 2 sqrt(Ca Cb))} (D. C. Dowson and B. V.
 * Landau, The Fréchet distance between multivariate normal distributions, J. Multivar. Anal. 12
 * (1982) 450). On the features of an image classifier it is what is known as FID; the features are
 * the caller's business.
 *
 * <p>The trace of the root is {@code tr sqrt(Ca^(1/2) Cb Ca^(1/2))}, the sum of the singular values
 * of {@code Cb^(1/2) Ca^(1/2)}, with roots from symmetric eigenvalue decompositions. Taking
 * singular values spares a square root of rounding errors where a covariance is singular.
 */
public final class FrechetDistance implements Distance {
  /** Creates the metric. */
  public FrechetDistance() {}

  /**
   * Measures.
   *
   * @param a at least two samples
   * @param b at least two samples
   * @return the squared distance
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 2);
    Moments one = Moments.of(a);
    Moments other = Moments.of(b);
    double distance = 0;
    for (int j = 0; j < a.columns(); j++) {
      double difference = one.mean[j] - other.mean[j];
      distance += difference * difference;
    }
    distance += trace(one.covariance) + trace(other.covariance);
    Samples.requireRepresentable(distance);
    R064Store product = R064Store.FACTORY.make(a.columns(), a.columns());
    root(other.covariance).multiply(root(one.covariance).transpose(), product);
    SingularValue<Double> singular = SingularValue.R064.make(product);
    if (!singular.decompose(product)) {
      throw new KoopflowException("the singular values of two covariances were not found");
    }
    // Rounding may leave something below 0 for sets that are equal.
    return Math.max(0, distance - 2 * singular.getTraceNorm());
  }

  private static double trace(R064Store matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.getRowDim(); i++) {
      sum += matrix.doubleValue(i, i);
    }
    return sum;
  }

  /** A factor F with {@code F^T F} equal to a covariance: {@code sqrt(Lambda) V^T}. */
  private static R064Store root(R064Store covariance) {
    int n = covariance.getRowDim();
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(n, true);
    if (!eigen.decompose(covariance)) {
      throw new KoopflowException("the eigenvalues of a covariance were not found");
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, eigen.getD().doubleValue(i, i));
    }
    R064Store root = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      double value = eigen.getD().doubleValue(i, i);
      // Below this an eigenvalue is rounding, and its root would be 1e-8 of the largest.
      if (value > n * 0x1p-52 * largest) {
        for (int j = 0; j < n; j++) {
          root.set(i, j, Math.sqrt(value) * eigen.getV().doubleValue(j, i));
        }
      }
    }
    return root;
  }

  private record Moments(double[] mean, R064Store covariance) {
    static Moments of(Batch samples) {
      int rows = samples.rows();
      int columns = samples.columns();
      double[] data = samples.doubles();
      double[] mean = new double[columns];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          mean[j] += data[i * columns + j] / rows;
        }
      }
      double[] sums = new double[columns * columns];
      double[] centred = new double[columns];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          centred[j] = data[i * columns + j] - mean[j];
        }
        for (int j = 0; j < columns; j++) {
          for (int k = 0; k <= j; k++) {
            sums[j * columns + k] += centred[j] * centred[k];
          }
        }
      }
      R064Store covariance = R064Store.FACTORY.make(columns, columns);
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k <= j; k++) {
          double value = sums[j * columns + k] / (rows - 1);
          covariance.set(j, k, value);
          covariance.set(k, j, value);
        }
      }
      return new Moments(mean, covariance);
    }
  }
}
