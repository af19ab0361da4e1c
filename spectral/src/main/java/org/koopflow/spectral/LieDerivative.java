package org.koopflow.spectral;

import org.koopflow.api.Batch;

/** The lifting along the teacher's flow: {@code Phi} and {@code Lie_v Phi} at points. */
@FunctionalInterface
public interface LieDerivative {
  /**
   * Evaluates both.
   *
   * @param t times, rows x 1
   * @param x states, whole rows
   * @return Phi(t, x) and its derivative along {@code (1, v)}, rows x n each
   */
  Moving at(Batch t, Batch x);

  /**
   * A value and how it changes.
   *
   * @param value the value
   * @param tangent its derivative along a direction, of the same size
   */
  record Moving(Batch value, Batch tangent) {}
}
