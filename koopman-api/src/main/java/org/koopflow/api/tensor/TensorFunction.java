package org.koopflow.api.tensor;

import java.util.Map;

/** A function of named tensors, written once and evaluated by any backend. */
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
