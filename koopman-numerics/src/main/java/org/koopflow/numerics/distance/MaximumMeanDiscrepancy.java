package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;

/**
 * The squared maximum mean discrepancy with the kernel {@code exp(-|x - y|^2 / (2 h^2))}, unbiased:
 * A. Gretton et al., A kernel two-sample test, J. Mach. Learn. Res. 13 (2012) 723, lemma 6. Being
 * unbiased it lies around 0, on either side, for two sets of one distribution.
 *
 * @param bandwidth the kernel's width h, positive, in the unit of the samples
 */
public record MaximumMeanDiscrepancy(double bandwidth) implements Distance {
  /**
   * Checks the width.
   *
   * @param bandwidth the kernel's width h
   */
  public MaximumMeanDiscrepancy {
    if (!(bandwidth > 0) || Double.isInfinite(bandwidth)) {
      throw new IllegalArgumentException("a bandwidth must be a positive number, got " + bandwidth);
    }
  }

  /**
   * Measures.
   *
   * @param a at least two samples
   * @param b at least two samples
   * @return the squared discrepancy, at most 2; may be negative
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 2);
    return within(a) + within(b) - 2 * PairSums.meanAcross(a, b, this::kernel);
  }

  private double within(Batch samples) {
    double rows = samples.rows();
    return 2 * PairSums.sumWithin(samples, this::kernel) / (rows * (rows - 1));
  }

  private double kernel(double squaredDistance) {
    return Math.exp(-squaredDistance / (2 * bandwidth * bandwidth));
  }
}
