package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.koopflow.api.Progress;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;
import org.koopflow.core.losses.LossAverager;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.plugin.Plugins;

/**
 * Trains with the optimizer that the settings choose, reports every step, and stops when asked to
 * or when a number is not finite.
 */
public final class TrainingLoop implements Trainer {
  private final Plugins plugins;
  private final Progress progress;
  private final Consumer<LossRow> losses;

  /**
   * Creates a trainer.
   *
   * @param plugins makes the optimizers
   * @param progress hears of every step
   * @param losses receives the loss curves, a few hundred rows for each training
   */
  public TrainingLoop(Plugins plugins, Progress progress, Consumer<LossRow> losses) {
    this.plugins = plugins;
    this.progress = progress;
    this.losses = losses;
  }

  @Override
  public Result train(Backend backend, TrainingTask task, TrainingSettings settings) {
    Descent descent = new Descent(plugins, settings, task.initial(), task.frozen());
    FiniteNumbers finite = new FiniteNumbers(task.name(), descent);
    LossAverager curve = new LossAverager(task.name(), settings.steps(), losses);
    LossFunction prepared = null;
    Differentiator differentiator = null;
    int step = 0;
    progress.begin(task.name(), settings.steps());
    try {
      for (; step < settings.steps() && !progress.cancelled(); step++) {
        Differentiator.Gradient gradient;
        try {
          LossFunction loss = task.loss(descent.current());
          if (loss != prepared) {
            if (differentiator != null) {
              differentiator.close();
            }
            differentiator = backend.differentiator(loss);
            prepared = loss;
          }
          gradient = differentiator.apply(descent.current(), task.batch(step));
        } catch (RuntimeException failure) {
          // A loss may refuse weights that are not finite instead of becoming so itself.
          finite.requireWeights(step);
          throw failure;
        }
        double norm = descent.norm(gradient.gradient());
        finite.require(step, gradient, norm);
        descent.step(gradient.gradient(), norm);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", gradient.loss());
        values.putAll(gradient.reported());
        curve.add(step + 1, values);
        progress.update(step + 1, values);
      }
    } finally {
      curve.flush(step);
      if (differentiator != null) {
        differentiator.close();
      }
      progress.end();
    }
    // No loss was taken of what the last step gave.
    finite.requireWeights(step - 1);
    return new Result(descent.averaged(), descent.current(), step);
  }
}
