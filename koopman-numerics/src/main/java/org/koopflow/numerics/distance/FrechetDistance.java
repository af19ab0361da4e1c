package org.koopflow.numerics.distance;

import java.util.Arrays;
import org.koopflow.api.Batch;
import org.koopflow.numerics.dense.GaussianDistance;
import org.koopflow.numerics.dense.Moments;

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
    double[] one = Moments.mean(a);
    double[] other = Moments.mean(b);
    return GaussianDistance.squared(one, covariance(a, one), other, covariance(b, other));
  }

  /** Estimated from samples, with one less than their number as divisor. */
  private static double[] covariance(Batch samples, double[] mean) {
    double[] covariance = Moments.covariance(samples, mean);
    double factor = samples.rows() / (samples.rows() - 1.0);
    Arrays.setAll(covariance, k -> factor * covariance[k]);
    return covariance;
  }
}
