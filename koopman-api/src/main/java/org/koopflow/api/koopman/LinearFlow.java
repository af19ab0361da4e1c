package org.koopflow.api.koopman;

import java.util.Arrays;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.space.Space;

/**
 * A trained model: the nonlinear flow as a linear one, {@code Phi(t, x_t) = e^{tL} Phi(0, x_0)}.
 * Safe for one thread at a time.
 */
public interface LinearFlow extends AutoCloseable {
  /**
   * Layout of the lifted state.
   *
   * @return the layout
   */
  StateLayout layout();

  /**
   * The rows that flow. Below, a state is a whole row, its condition included.
   *
   * @return what they are
   */
  Space space();

  /**
   * The generator.
   *
   * @return L, n x n, in double precision
   */
  Matrix generator();

  /**
   * Lifts states that share one time.
   *
   * @param t their time
   * @param x states, rows x {@link Space#columns}
   * @return Phi(t, x), rows x n
   */
  Batch lift(double t, Batch x);

  /**
   * Moves lifted states along the flow.
   *
   * @param z lifted states, rows x n
   * @param duration how far; negative runs backward
   * @return {@code e^{duration L} z} for every row
   */
  Batch advance(Batch z, double duration);

  /**
   * Moves lifted states by many durations at once.
   *
   * @param z lifted states, rows x n
   * @param durations how far; negative runs backward
   * @return {@code e^{duration L} z} for each duration
   */
  default List<Batch> advance(Batch z, double[] durations) {
    return Arrays.stream(durations).mapToObj(duration -> advance(z, duration)).toList();
  }

  /**
   * Reads states back.
   *
   * @param z lifted states, rows x n
   * @return D(z), rows x {@link Space#columns}
   */
  Batch decode(Batch z);

  /**
   * Lift, advance and decode in one pass: {@code D(e^{(to - from) L} Phi(from, x))}.
   *
   * @param x states at time {@code from}, rows x {@link Space#columns}
   * @param from their time
   * @param to the time wanted
   * @return states at time {@code to}, rows x {@link Space#columns}
   */
  Batch transport(Batch x, double from, double to);

  /** Frees what it holds in its backend. */
  @Override
  void close();
}
