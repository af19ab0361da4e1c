package com.example.stranger.heap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** A backend that evaluates functions operation by operation, as they are called. */
final class HeapBackend implements Backend {
  private volatile boolean closed;

  @Override
  public String name() {
    return HeapBackendProvider.NAME;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    requireOpen();
    // Copied, since a training may go on in the arrays it was given.
    return new HeapEvaluator(
        function, weights.map(w -> Batch.of(w.rows(), w.columns(), w.floats().clone())));
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    requireOpen();
    throw new KoopflowException("backend 'heap' has no gradients: it can only evaluate");
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this backend is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class HeapEvaluator implements Evaluator {
    private final TensorFunction function;
    private final Weights weights;
    private boolean ended;

    HeapEvaluator(TensorFunction function, Weights weights) {
      this.function = function;
      this.weights = weights;
    }

    @Override
    public Map<String, Batch> apply(Map<String, Batch> inputs) {
      requireOpen();
      if (ended) {
        throw new IllegalStateException("this evaluator is closed");
      }
      try (Computation computation = new Computation(weights)) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        inputs.forEach((name, value) -> tensors.put(name, computation.constant(value)));
        Map<String, Batch> outputs = new LinkedHashMap<>();
        function
            .apply(computation, tensors)
            .forEach((name, tensor) -> outputs.put(name, computation.own(tensor).toBatch()));
        return outputs;
      }
    }

    @Override
    public void close() {
      ended = true;
    }
  }
}
