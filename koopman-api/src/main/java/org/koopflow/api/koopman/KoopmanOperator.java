package org.koopflow.api.koopman;

import java.util.List;
import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A parametrisation of the generator L of the linear flow {@code dz/dt = L z}. Written once, on
 * tensors; in double precision it is evaluated by the same code.
 */
public interface KoopmanOperator {
  /**
   * Layout of the lifted state it moves.
   *
   * @return the layout
   */
  StateLayout layout();

  /**
   * Its parameters.
   *
   * @return names relative to the scope it is applied in
   */
  List<Parameter> parameters();

  /**
   * How many numbers are trained.
   *
   * @return sum of the sizes of the parameters
   */
  default long parameterCount() {
    return parameters().stream().mapToLong(parameter -> parameter.shape().size()).sum();
  }

  /**
   * The generator, assembled by {@link StateLayout#generator}.
   *
   * @param scope holds the parameters
   * @return L, n x n, for columns z
   */
  Tensor generator(Scope scope);

  /**
   * Values of the parameters whose generator is a wanted one. A generator that was found in closed
   * form becomes an operator this way.
   *
   * @param generator any n x n generator in the {@link #layout() layout}
   * @return values of all {@link #parameters()}, in double precision; empty if this parametrisation
   *     cannot take every generator
   */
  default Optional<Weights> parametersOf(Matrix generator) {
    return Optional.empty();
  }
}
