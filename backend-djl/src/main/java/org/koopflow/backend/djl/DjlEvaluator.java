package org.koopflow.backend.djl;

import ai.djl.pytorch.engine.PtNDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** A function with its weights in PyTorch's memory. */
final class DjlEvaluator extends DjlFunction implements Evaluator {
  private final TensorFunction function;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  private record Parameter(PtNDArray array, Shape shape) {}

  DjlEvaluator(DjlBackend backend, TensorFunction function, Weights weights) {
    super(backend);
    this.function = function;
    HostBuffer buffer = new HostBuffer();
    weights
        .values()
        .forEach(
            (name, value) -> {
              Shape shape = new Shape(value.rows(), value.columns());
              try (PtNDArray wrapped = buffer.wrap(manager(), value, backend.type())) {
                // The copy is PyTorch's own memory; the buffer goes on to the next parameter.
                parameters.put(name, new Parameter((PtNDArray) wrapped.duplicate(), shape));
              }
            });
  }

  @Override
  public Map<String, Batch> apply(Map<String, Batch> inputs) {
    return call(() -> evaluate(inputs));
  }

  private Map<String, Batch> evaluate(Map<String, Batch> inputs) {
    try (Computation computation = begin()) {
      DjlScope scope =
          new DjlScope(
              computation,
              parameters.keySet(),
              name -> {
                Parameter parameter = parameters.get(name);
                return computation.tensor(computation.borrow(parameter.array), parameter.shape);
              },
              constantBuffers);
      Map<String, Tensor> outputs = function.apply(scope, computation.inputs(inputBuffers, inputs));
      Map<String, Batch> results = new LinkedHashMap<>();
      outputs.forEach((name, tensor) -> results.put(name, computation.read(tensor)));
      return results;
    }
  }
}
