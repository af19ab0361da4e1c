package org.koopflow.api.tensor;

import java.util.Map;

/**
 * A function of named tensors, written once and evaluated by any backend. A backend may call it for
 * inputs of {@linkplain Shape#anyRows any number of rows}, to serve all batches by one call; a
 * function that asks for the number then is refused, and called again for each number of rows.
 */
@FunctionalInterface
public interface TensorFunction {
  /**
   * Builds the outputs from the inputs.
   *
   * @param scope parameters and constants
   * @param inputs the inputs by name
   * @return the outputs by name, in the order they are wanted
   */
  Map<String, Tensor> apply(Scope scope, Map<String, Tensor> inputs);
}
