package org.koopflow.api.koopman;

import java.util.List;
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
}
