package org.koopflow.numerics.host;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** Evaluates functions of tensors in double precision on the host, without a backend. */
public final class HostFunctions {
  private HostFunctions() {}

  /**
   * Evaluates a function once.
   *
   * @param function the function
   * @param weights its parameters; single-precision values are widened
   * @param inputs inputs by name, at least one row and one column each
   * @return outputs by name in the function's order, in double precision
   * @throws IllegalArgumentException if an input is empty, a parameter is unknown or shapes do not
   *     fit
   */
  public static Map<String, Batch> evaluate(
      TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach((name, batch) -> tensors.put(name, HostTensor.of(batch)));
    Map<String, Batch> outputs = new LinkedHashMap<>();
    function
        .apply(new HostScope(weights), tensors)
        .forEach((name, tensor) -> outputs.put(name, HostTensor.require(tensor).toBatch()));
    return outputs;
  }
}
