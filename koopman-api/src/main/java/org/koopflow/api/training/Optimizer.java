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
   * @param weights values of all parameters, which are changed in place; those that are frozen stay
   * @param gradient derivative of the loss, with the names, order and sizes of the weights
   * @param factor what to multiply the gradient by first, below 1 where it is clipped
   * @param rate learning rate of this step
   */
  void step(Weights weights, Weights gradient, double factor, double rate);

  /**
   * What it remembers, so that training can go on elsewhere as if it had not stopped.
   *
   * @return copies, by names of its own choice; empty before the first step if nothing is
   *     remembered
   */
  Weights state();

  /**
   * Takes over what another one remembered.
   *
   * @param state what {@link #state} gave
   * @throws IllegalArgumentException if it is not the state of such an optimizer of such weights
   */
  void restore(Weights state);
}
