package org.koopflow.api.training;

import org.koopflow.api.Provider;

/**
 * Makes optimizers of one kind. Steps, batches, the schedule of the learning rate, clipping and the
 * average of the weights are not theirs but {@link TrainingSettings}'.
 *
 * @param <S> its settings
 */
public interface OptimizerProvider<S extends Record>
    extends Provider<S, OptimizerContext, Optimizer> {
  /**
   * Makes an optimizer that has taken no step yet.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the optimizer
   */
  @Override
  Optimizer create(S settings, OptimizerContext context);
}
