package org.koopflow.api.tensor;

import java.util.Map;

/**
 * A scalar function of named tensors that a training makes small. As a {@link TensorFunction} it
 * may be called for any number of rows.
 */
@FunctionalInterface
public interface LossFunction {
  /**
   * Builds the loss from the inputs.
   *
   * @param scope parameters and constants
   * @param inputs the inputs by name
   * @return the loss and the figures to report beside it
   */
  Loss apply(Scope scope, Map<String, Tensor> inputs);

  /**
   * What a loss function gives.
   *
   * @param total the value to differentiate, 1 x 1
   * @param reported figures to report, each 1 x 1, such as the terms of the sum by name; no
   *     gradient is taken of them
   */
  record Loss(Tensor total, Map<String, Tensor> reported) {}
}
