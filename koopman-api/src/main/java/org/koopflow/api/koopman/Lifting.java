package org.koopflow.api.koopman;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * Coordinates {@code z = Phi(t, x) = [1, t, g(t, x)]} in which the flow is to be linear, and the
 * way back; under a condition c, {@code z = [1, t, c, g(t, x, c)]}. Its Lie derivative is not its
 * author's job: {@link #lift} runs on {@link org.koopflow.api.tensor.Dual} tensors too.
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
   * The rows it lifts.
   *
   * @return what they are
   */
  Space space();

  /**
   * Parameters of lift and decode.
   *
   * @return names relative to the scope they are applied in; empty for a lifting that has none
   */
  List<Parameter> parameters();

  /**
   * The learned coordinates.
   *
   * @param scope holds the parameters
   * @param t times, rows x 1
   * @param x whole rows, state and condition, rows x {@link Space#columns}
   * @return g(t, x), rows x m
   */
  Tensor observables(Scope scope, Tensor t, Tensor x);

  /**
   * The whole lifted state.
   *
   * @param scope holds the parameters
   * @param t times, rows x 1
   * @param x whole rows, state and condition, rows x {@link Space#columns}
   * @return Phi(t, x), rows x n
   */
  default Tensor lift(Scope scope, Tensor t, Tensor x) {
    return layout().assemble(scope, t, space().condition(x), observables(scope, t, x));
  }

  /**
   * Reads the state back. The condition is read by the {@link #layout}.
   *
   * @param scope holds the parameters
   * @param z lifted states, rows x n
   * @return D(z), rows x {@link Space#dimension}
   */
  Tensor decode(Scope scope, Tensor z);

  /**
   * Values of the decoder's parameters for which it is a wanted linear map. A decoder that was
   * found in closed form is put into the lifting this way.
   *
   * @param readout the map C of {@code D(z) = C z}, d x n
   * @return values of the parameters {@link #decode} asks for, in double precision; empty if the
   *     decoder is no free linear map of the lifted state
   */
  default Optional<Weights> decoderOf(Matrix readout) {
    return Optional.empty();
  }

  /**
   * Fits first values to where the flow is, for instance by placing centres among its points. Asked
   * once, before training.
   *
   * @param drawn first values as the parameters' initializers drew them
   * @param t times, rows x 1
   * @param x points of the teacher's path at these times, whole rows in random order; at least as
   *     many as there are observables
   * @return values of the same names and sizes; {@code drawn} unless a lifting says otherwise
   */
  default Weights adapt(Weights drawn, Batch t, Batch x) {
    return drawn;
  }
}
