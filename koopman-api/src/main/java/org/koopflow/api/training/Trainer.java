package org.koopflow.api.training;

import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;

/** Runs optimizer steps. */
public interface Trainer {
  /**
   * Trains until the steps are done or the work is cancelled. Parameters the task calls {@link
   * TrainingTask#frozen() frozen} come back as they were.
   *
   * @param backend differentiates the loss
   * @param task what to train
   * @param settings how to train it
   * @return the weights reached
   * @throws TrainingDivergedException as soon as the loss or a weight is not finite
   */
  Result train(Backend backend, TrainingTask task, TrainingSettings settings);

  /**
   * What training gives.
   *
   * @param averaged moving average of the weights, the ones to use
   * @param raw weights after the last step
   * @param steps steps made; fewer than asked for if the work was cancelled
   */
  record Result(Weights averaged, Weights raw, int steps) {}
}
