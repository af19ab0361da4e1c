package org.koopflow.api.objective;

import java.util.function.Supplier;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A batch of the teacher's points as the student sees them: what terms of the objective are made
 * of. What several terms ask for is computed once, and what they lift and decode goes through the
 * networks together, since a few large products cost less than many small ones.
 */
public interface StudentBatch {
  /**
   * Where constants come from; no parameter is asked of it.
   *
   * @return the scope of the function being built
   */
  Scope scope();

  /**
   * What the rows are. Terms see what flows of them; a condition is in the lifted states.
   *
   * @return the space
   */
  Space space();

  /**
   * Layout of the lifted states.
   *
   * @return the layout
   */
  StateLayout layout();

  /**
   * Time of a point.
   *
   * @param point which
   * @return rows x 1, or 1 x 1 where all rows share it
   */
  Tensor time(Point point);

  /**
   * State at a point.
   *
   * @param point which
   * @return x, rows x {@link Space#dimension}
   */
  Tensor state(Point point);

  /**
   * The teacher's velocity at {@link Point#PATH}.
   *
   * @return v(t, xt), rows x {@link Space#dimension}
   */
  Tensor velocity();

  /**
   * Lifted state at a point.
   *
   * @param point which
   * @return Phi(t, x), rows x n
   */
  Tensor lifted(Point point);

  /**
   * Lie derivative of the lifting at {@link Point#PATH}, {@code d_t Phi + (d_x Phi) v}, in one
   * forward-mode pass with tangent (1, v).
   *
   * @return rows x n
   */
  Tensor lieDerivative();

  /**
   * Unbiased variance of each observable over the batch at {@link Point#PATH}. It keeps its
   * gradient: with it held constant, or left out, observables shrink to nothing.
   *
   * @return 1 x m
   */
  Tensor variance();

  /**
   * The generator.
   *
   * @return L, n x n, for columns z
   */
  Tensor generator();

  /**
   * A lifted state moved by the linear flow to the time of another point, {@code e^{(t' - t) L}
   * Phi(t, x)}. All rows must share both times, so neither point may be {@link Point#PATH}.
   *
   * @param from where it starts
   * @param to the point whose time it is moved to
   * @return rows x n
   */
  Tensor moved(Point from, Point to);

  /**
   * Reads lifted states back, together with those of all other terms.
   *
   * @param z lifted states, rows x n
   * @return gives D(z), rows x {@link Space#dimension}, once all terms have asked
   */
  Supplier<Tensor> decoded(Tensor z);
}
