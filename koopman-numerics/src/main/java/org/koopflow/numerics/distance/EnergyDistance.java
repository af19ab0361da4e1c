package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;

/**
 * The energy distance {@code 2 E|X - Y| - E|X - X'| - E|Y - Y'|} (G. J. Szekely and M. L. Rizzo,
 * Energy statistics, J. Stat. Plan. Inference 143 (2013) 1249) as a V-statistic: means over all
 * pairs, those of a sample with itself included, which makes it non-negative. Its cost grows with
 * the square of the number of samples.
 */
public final class EnergyDistance implements Distance {
  /** Creates the distance. */
  public EnergyDistance() {}

  /**
   * Measures.
   *
   * @param a at least one sample
   * @param b at least one sample
   * @return the energy distance, in the unit of the samples; not its square root
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 1);
    double across = 2 * PairSums.meanAcross(a, b, Math::sqrt);
    // Rounding may leave something below 0, which the V-statistic never is.
    return Math.max(0, Samples.requireRepresentable(across - within(a) - within(b)));
  }

  private static double within(Batch samples) {
    double rows = samples.rows();
    return 2 * PairSums.sumWithin(samples, Math::sqrt) / (rows * rows);
  }
}
