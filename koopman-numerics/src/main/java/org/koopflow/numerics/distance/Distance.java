package org.koopflow.numerics.distance;

import org.koopflow.api.Batch;

/**
 * A measure of how far two sets of samples are apart, computed in double precision. Small is good;
 * zero for two equal sets, unless an implementation says otherwise.
 */
@FunctionalInterface
public interface Distance {
  /**
   * Measures.
   *
   * @param a samples in rows
   * @param b samples in rows, with as many columns
   * @return the distance
   * @throws org.koopflow.api.KoopflowException if there are too few samples or too many for this
   *     measure, the columns differ, or a number is not finite
   */
  double between(Batch a, Batch b);
}
