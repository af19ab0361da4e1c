package org.koopflow.api.backend;

import java.util.Set;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;

/**
 * Evaluates and differentiates functions of tensors. A backend keeps no training state: weights
 * come from the host and gradients go back to it, so optimizers, averages and files are the same
 * for all backends.
 *
 * <p>Given the same function, weights and inputs, a backend gives the same bits again.
 */
public interface Backend extends AutoCloseable {
  /**
   * What a backend may leave out, and nothing else: all of {@link org.koopflow.api.tensor.Tensor},
   * in single precision, every backend has. What is left out is missing from {@link
   * #capabilities()} and is refused, where it is asked for all the same, with a {@link
   * org.koopflow.api.KoopflowException} of one line.
   */
  enum Capability {
    /**
     * {@link #differentiator} works. Without it a backend samples and evaluates what was trained on
     * another one; Koopflow refuses to train on it before any data is loaded.
     */
    GRADIENTS,
    /**
     * {@link Precision#FLOAT64} works. Without it {@link BackendProvider#create} refuses that
     * precision; experiments run in single precision and do not ask for it.
     */
    FLOAT64
  }

  /**
   * Name of the provider that opened this backend.
   *
   * @return the name
   */
  String name();

  /**
   * Width of the numbers it computes with.
   *
   * @return the precision it was opened with
   */
  Precision precision();

  /**
   * What it can do beyond evaluating in single precision.
   *
   * @return the capabilities, the same as long as it is open; empty for the smallest backend there
   *     can be
   */
  Set<Capability> capabilities();

  /**
   * Prepares a function for evaluation with fixed weights.
   *
   * @param function the function
   * @param weights values of its parameters, copied to the device
   * @return the evaluator, to be closed by the caller
   * @throws IllegalStateException if the backend is closed
   */
  Evaluator evaluator(TensorFunction function, Weights weights);

  /**
   * Prepares a loss for repeated differentiation with respect to all parameters it is given.
   *
   * @param loss the loss
   * @return the differentiator, to be closed by the caller
   * @throws IllegalStateException if the backend is closed
   * @throws org.koopflow.api.KoopflowException if it lacks {@link Capability#GRADIENTS}
   */
  Differentiator differentiator(LossFunction loss);

  /** Frees native memory; evaluators and differentiators of this backend cannot be used after. */
  @Override
  void close();
}
