package org.koopflow.api.teacher;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.space.Space;
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
     * @param x whole rows, state and condition, rows x {@link Space#columns}
     * @return v(t, x) of what flows, rows x {@link Space#dimension}
     */
    Tensor velocity(Scope scope, Tensor t, Tensor x);
  }

  /**
   * A function of tensors, evaluated by a backend. A condition stands still without its doing.
   *
   * @param space the rows that flow
   * @param backend evaluates it; stays the caller's
   * @param function the velocity
   * @param weights values of the function's parameters
   * @return the field; closing it frees the weights
   */
  static VelocityField of(Space space, Backend backend, OnTensors function, Weights weights) {
    return new BackendVelocity(
        space,
        backend.evaluator(
            (scope, in) ->
                Map.of(
                    "v", space.moving(scope, function.velocity(scope, in.get("t"), in.get("x")))),
            weights));
  }

  /**
   * The rows that flow.
   *
   * @return what they are
   */
  Space space();

  /**
   * Velocities at points that each have their own time.
   *
   * @param t times, rows x 1
   * @param x whole rows, rows x {@link Space#columns}
   * @return v(t, x), of the same columns, 0 for those of the condition
   */
  Batch velocity(Batch t, Batch x);

  /**
   * Velocities at one common time.
   *
   * @param t the time
   * @param x whole rows, rows x {@link Space#columns}
   * @return v(t, x), of the same columns, 0 for those of the condition
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
