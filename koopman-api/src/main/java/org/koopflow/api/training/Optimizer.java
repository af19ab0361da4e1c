package org.koopflow.api.training;

import org.koopflow.api.Weights;

/**
 * Moves weights along their gradients and remembers what it needs to, such as moments. It lives on
 * the host, so that every backend trains by the same arithmetic.
 */
public interface Optimizer {
  /**
   * Takes a step.
   *
   * @param weights values of all parameters in single precision, whose arrays are changed in place;
   *     those that are frozen stay
   * @param gradient derivative of the loss, with the names and sizes of the weights; read during
   *     the call only
   * @param factor what to multiply the gradient by first, below 1 where it is clipped
   * @param rate learning rate of this step
   */
  void step(Weights weights, Weights gradient, double factor, double rate);

  /**
   * All it remembers, a count of its steps included where it needs one, so that training can go on
   * elsewhere with the same bits as if it had not stopped.
   *
   * @return copies, by names of its own choice and of either precision; from the first step on
   *     always of the same names and sizes, and none at all if nothing is remembered
   */
  Weights state();

  /**
   * Takes over what another one remembered.
   *
   * @param state what {@link #state} gave; copied
   * @throws IllegalArgumentException if it is not the state of such an optimizer of such weights;
   *     nothing has changed then. {@link Weights#requireSizesOf} may help to tell
   */
  void restore(Weights state);
}
