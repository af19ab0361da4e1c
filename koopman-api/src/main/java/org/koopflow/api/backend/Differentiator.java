package org.koopflow.api.backend;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;

/** A loss ready to be differentiated again and again. Safe for one thread at a time. */
public interface Differentiator extends AutoCloseable {
  /**
   * Value and gradient of the loss.
   *
   * @param weights values of all parameters; read during the call only
   * @param inputs inputs by name
   * @return loss, reported figures, and the gradient with the names, order and shapes of the
   *     weights; a parameter the loss does not depend on has a zero gradient
   * @throws IllegalStateException if this differentiator or its backend is closed
   */
  Gradient apply(Weights weights, Map<String, Batch> inputs);

  /** Frees what was prepared. */
  @Override
  void close();

  /**
   * What one differentiation gives.
   *
   * @param loss value of the loss
   * @param reported the figures reported beside it, by name
   * @param gradient derivative of the loss by parameter
   */
  record Gradient(double loss, Map<String, Double> reported, Weights gradient) {}
}
