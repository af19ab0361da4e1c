package org.koopflow.api.teacher;

import org.koopflow.api.Batch;

/**
 * The right-hand side of {@code dx/dt = v(t, x)}. It answers on host batches, so anything can be
 * one: a network in a backend, a formula, a remote program. Safe for one thread at a time.
 */
public interface VelocityField extends AutoCloseable {
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
