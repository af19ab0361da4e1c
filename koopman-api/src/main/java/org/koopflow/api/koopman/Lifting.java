package org.koopflow.api.koopman;

import java.util.List;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Coordinates {@code z = Phi(t, x) = [1, t, g(t, x)]} in which the flow is to be linear, and the
 * way back. Its Lie derivative is not its author's job: {@link #lift} runs on {@link
 * org.koopflow.api.tensor.Dual} tensors too.
 *
 * <p>A lifting is a description and holds no numbers; its parameters live in the scope.
 */
public interface Lifting {
  /**
   * Layout of the lifted state.
   *
   * @return the layout
   */
  StateLayout layout();

  /**
   * Dimension d of the state it lifts.
   *
   * @return columns of x
   */
  int stateDimension();

  /**
   * Parameters of lift and decode.
   *
   * @return names relative to the scope they are applied in; empty for a fixed dictionary
   */
  List<Parameter> parameters();

  /**
   * The learned coordinates.
   *
   * @param scope holds the parameters
   * @param t times, rows x 1
   * @param x states, rows x d
   * @return g(t, x), rows x m
   */
  Tensor observables(Scope scope, Tensor t, Tensor x);

  /**
   * The whole lifted state.
   *
   * @param scope holds the parameters
   * @param t times, rows x 1
   * @param x states, rows x d
   * @return Phi(t, x), rows x n
   */
  default Tensor lift(Scope scope, Tensor t, Tensor x) {
    return layout().assemble(scope, t, observables(scope, t, x));
  }

  /**
   * Reads the state back.
   *
   * @param scope holds the parameters
   * @param z lifted states, rows x n
   * @return D(z), rows x d
   */
  Tensor decode(Scope scope, Tensor z);
}
