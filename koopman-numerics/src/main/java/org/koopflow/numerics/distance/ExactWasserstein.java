package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.dense.Assignment;

/**
 * The 2-Wasserstein distance between two small sets of equal size: the root of the mean squared
 * distance under the cheapest one-to-one assignment. Memory grows with the square of the number of
 * samples and time with its cube.
 */
public final class ExactWasserstein implements Distance {
  /** The most samples it takes. */
  public static final int LARGEST = 2000;

  /** Creates the distance. */
  public ExactWasserstein() {}

  /**
   * Measures.
   *
   * @param a between one and {@link #LARGEST} samples
   * @param b as many samples
   * @return the distance, in the unit of the samples
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 1);
    int n = a.rows();
    if (n != b.rows()) {
      throw new KoopflowException(
          "an assignment needs sets of equal size, got " + n + " and " + b.rows() + " samples");
    }
    if (n > LARGEST) {
      throw new KoopflowException(
          "an assignment takes at most "
              + LARGEST
              + " samples, got "
              + n
              + "; draw fewer, or use the sliced distance");
    }
    double[] x = a.doubles();
    double[] y = b.doubles();
    double[] cost = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        cost[i * n + j] =
            Samples.requireRepresentable(SquaredDistances.of(x, i, y, j, a.columns()));
      }
    }
    double sum = 0;
    int[] assigned = Assignment.solve(cost, n);
    for (int i = 0; i < n; i++) {
      sum += cost[i * n + assigned[i]];
    }
    return Math.sqrt(sum / n);
  }
}
