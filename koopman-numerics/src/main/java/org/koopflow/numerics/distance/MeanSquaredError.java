package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;

/**
 * Mean over rows and columns of the squared difference of two sets whose rows belong together, such
 * as the ends of trajectories from the same noise.
 */
public final class MeanSquaredError implements Distance {
  /** Creates the distance. */
  public MeanSquaredError() {}

  /**
   * Measures.
   *
   * @param a at least one sample
   * @param b the sample that belongs to each, as many rows
   * @return the mean squared difference
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 1);
    if (a.rows() != b.rows()) {
      throw new KoopflowException(
          "samples to compare one by one need equal rows, got " + a.rows() + " and " + b.rows());
    }
    double[] x = a.doubles();
    double[] y = b.doubles();
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      sum += SquaredDistances.of(x, i, y, i, a.columns());
    }
    return Samples.requireRepresentable(sum / a.size());
  }
}
