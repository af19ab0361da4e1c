package org.koopflow.core.spec;

/**
 * Weights of the terms of the objective; 0 leaves a term out of the sum, though it is still
 * reported.
 *
 * @param consistency the Lie derivative of the lifting equals the generator applied to it
 * @param phase the lifted end equals the lifted beginning moved by {@code e^L}
 * @param target one-step samples equal the teacher's
 * @param reconstruction decoding undoes lifting
 * @param path samples at intermediate times lie on the teacher's trajectory
 */
public record ObjectiveWeights(
    double consistency, double phase, double target, double reconstruction, double path) {
  /** The weights that gave the best trade of linearity and sample quality. */
  public static final ObjectiveWeights DEFAULT = new ObjectiveWeights(0.1, 0.1, 1, 1, 1);

  /**
   * Checks the ranges.
   *
   * @param consistency the Lie derivative of the lifting equals the generator applied to it
   * @param phase the lifted end equals the lifted beginning moved by {@code e^L}
   * @param target one-step samples equal the teacher's
   * @param reconstruction decoding undoes lifting
   * @param path samples at intermediate times lie on the teacher's trajectory
   */
  public ObjectiveWeights {
    for (double weight : new double[] {consistency, phase, target, reconstruction, path}) {
      if (!(weight >= 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException("an objective weight must be >= 0, got " + weight);
      }
    }
    if (consistency + phase + target + reconstruction + path == 0) {
      throw new IllegalArgumentException("at least one objective weight must be positive");
    }
  }
}
