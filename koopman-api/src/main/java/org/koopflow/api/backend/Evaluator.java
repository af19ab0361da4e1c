package org.koopflow.api.backend;

import java.util.Map;
import org.koopflow.api.Batch;

/** A function with its weights on the device. Safe for one thread at a time. */
public interface Evaluator extends AutoCloseable {
  /**
   * Evaluates the function.
   *
   * @param inputs inputs by name, at least one row each; sizes may differ from call to call
   * @return outputs by name in the function's order, in the backend's precision
   * @throws IllegalStateException if this evaluator or its backend is closed
   */
  Map<String, Batch> apply(Map<String, Batch> inputs);

  /** Frees the weights. */
  @Override
  void close();
}
