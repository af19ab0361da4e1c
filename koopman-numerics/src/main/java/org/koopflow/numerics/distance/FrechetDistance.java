package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;
import org.koopflow.numerics.dense.GaussianDistance;

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
  /** Creates the distance. */
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
    return GaussianDistance.squared(one.mean, one.covariance, other.mean, other.covariance);
  }

  private record Moments(double[] mean, double[] covariance) {
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
      double[] covariance = new double[columns * columns];
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k <= j; k++) {
          double value = sums[j * columns + k] / (rows - 1);
          covariance[j * columns + k] = value;
          covariance[k * columns + j] = value;
        }
      }
      return new Moments(mean, covariance);
    }
  }
}
