package org.koopflow.core.training;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.training.TrainingDivergedException;

/**
 * Watches over a training: every number must be finite.
 *
 * @param stage name of the training
 * @param descent its weights
 */
record FiniteNumbers(String stage, Descent descent) {
  /**
   * Looks at what a step is made from.
   *
   * @param step the step, from 0
   * @param gradient loss, its terms and its gradient
   * @param norm norm of the gradient
   */
  void require(int step, Differentiator.Gradient gradient, double norm) {
    gradient.reported().forEach((term, value) -> require(step, term, value));
    require(step, "loss", gradient.loss());
    if (!Double.isFinite(norm)) {
      throw diverged(step, "gradient of " + culprit(gradient.gradient()));
    }
  }

  /** Looks at the weights a step has led to. */
  void requireWeights(int step) {
    if (!descent.current().isFinite()) {
      throw diverged(step, culprit(descent.current()));
    }
  }

  private void require(int step, String term, double value) {
    if (!Double.isFinite(value)) {
      throw diverged(step, term);
    }
  }

  private TrainingDivergedException diverged(int step, String term) {
    return new TrainingDivergedException(stage, step, term, descent.lastGood());
  }

  /** Name of a parameter whose values are not finite. */
  private static String culprit(Weights values) {
    for (Map.Entry<String, Batch> entry : values.values().entrySet()) {
      if (!entry.getValue().isFinite()) {
        return entry.getKey();
      }
    }
    return "all parameters together";
  }
}
