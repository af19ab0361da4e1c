package org.koopflow.api.teacher;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * The right-hand side of {@code dx/dt = v(t, x)}. It answers on host batches, so anything can be
 * one: a network in a backend, a formula, a remote program. Safe for one thread at a time.
 */
public interface VelocityField extends AutoCloseable {
  /** A velocity as a function of tensors. */
  @FunctionalInterface
  interface OnTensors {
    /**
     * The velocity at points that each have their own time.
     *
     * @param scope holds the parameters
     * @param t times, rows x 1
     * @param x states, rows x d
     * @return v(t, x), rows x d
     */
    Tensor velocity(Scope scope, Tensor t, Tensor x);
  }

  /**
   * A function of tensors, evaluated by a backend.
   *
   * @param dimension dimension d of the state
   * @param backend evaluates it; stays the caller's
   * @param function the velocity
   * @param weights values of the function's parameters
   * @return the field; closing it frees the weights
   */
  static VelocityField of(int dimension, Backend backend, OnTensors function, Weights weights) {
    return new BackendVelocity(
        dimension,
        backend.evaluator(
            (scope, in) -> Map.of("v", function.velocity(scope, in.get("t"), in.get("x"))),
            weights));
  }

  /**
   * Dimension d of the state.
   *
   * @return columns of x and of the velocity
   */
  int dimension();

  /**
   * Velocities at points that each have their own time.
   *
   * @param t times, rows x 1
   * @param x states, rows x d
   * @return v(t, x), rows x d
   */
  Batch velocity(Batch t, Batch x);

  /**
   * Velocities at one common time.
   *
   * @param t the time
   * @param x states, rows x d
   * @return v(t, x), rows x d
   */
  default Batch velocity(double t, Batch x) {
    Batch times = Batch.filled(x.rows(), 1, t);
    if (x.precision() != times.precision()) {
      double[] exact = new double[x.rows()];
      java.util.Arrays.fill(exact, t);
      times = Batch.ofDoubles(x.rows(), 1, exact);
    }
    return velocity(times, x);
  }

  /** Frees what it holds in its backend. */
  @Override
  default void close() {}
}
