package org.koopflow.core.flow;

/** An endless supply of points of a teacher's path, a batch for each training step. */
@FunctionalInterface
public interface PointSource {
  /**
   * Points for the next step.
   *
   * @return as many as the source was made for
   */
  Points next();
}
