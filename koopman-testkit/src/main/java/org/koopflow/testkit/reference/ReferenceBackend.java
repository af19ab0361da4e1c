package org.koopflow.testkit.reference;

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
import org.koopflow.api.tensor.TensorFunction;

/**
 * A backend in plain Java, without gradients. It computes in double precision and rounds its
 * results to the precision it was opened with.
 */
public final class ReferenceBackend implements Backend {
  /** Name of this backend. */
  public static final String NAME = "reference";

  private final Precision precision;
  private volatile boolean closed;

  /**
   * Opens the backend.
   *
   * @param precision precision of its results
   */
  public ReferenceBackend(Precision precision) {
    this.precision = precision;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.FLOAT64);
  }

  @Override
  public Evaluator evaluator(TensorFunction function, Weights weights) {
    requireOpen();
    return new Evaluator() {
      private boolean ended;

      @Override
      public Map<String, Batch> apply(Map<String, Batch> inputs) {
        requireOpen();
        if (ended) {
          throw new IllegalStateException("this evaluator is closed");
        }
        Map<String, Batch> outputs = new LinkedHashMap<>();
        Reference.evaluate(function, weights, inputs)
            .forEach((name, value) -> outputs.put(name, value.to(precision)));
        return outputs;
      }

      @Override
      public void close() {
        ended = true;
      }
    };
  }

  @Override
  public Differentiator differentiator(LossFunction loss) {
    requireOpen();
    throw new KoopflowException(
        "backend '" + NAME + "' has no gradients; it is meant for evaluation in tests");
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
}
