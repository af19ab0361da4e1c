package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.koopflow.api.Progress;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.training.Trainer;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/** Trains with Adam, reports every step, and stops when asked to or when a number is not finite. */
public final class AdamTrainer implements Trainer {
  private final Progress progress;
  private final Consumer<LossRow> losses;

  /**
   * Creates a trainer.
   *
   * @param progress hears of every step
   * @param losses receives the loss curves, a few hundred rows for each training
   */
  public AdamTrainer(Progress progress, Consumer<LossRow> losses) {
    this.progress = progress;
    this.losses = losses;
  }

  @Override
  public Result train(Backend backend, TrainingTask task, TrainingSettings settings) {
    Adam adam = new Adam(task.initial(), task.frozen(), settings);
    LossAverager curve = new LossAverager(task.name(), settings.steps(), losses);
    LossFunction prepared = null;
    Differentiator differentiator = null;
    int step = 0;
    progress.begin(task.name(), settings.steps());
    try {
      for (; step < settings.steps() && !progress.cancelled(); step++) {
        LossFunction loss = task.loss(adam.current());
        if (loss != prepared) {
          if (differentiator != null) {
            differentiator.close();
          }
          differentiator = backend.differentiator(loss);
          prepared = loss;
        }
        Differentiator.Gradient gradient = differentiator.apply(adam.current(), task.batch(step));
        double norm = adam.norm(gradient.gradient());
        requireFinite(task.name(), step, gradient, norm, adam);
        adam.update(gradient.gradient(), norm);
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
    // No loss was taken of what the last update gave.
    if (!adam.current().isFinite()) {
      throw new TrainingDivergedException(
          task.name(), step - 1, Adam.culprit(adam.current()), adam.lastGood());
    }
    Weights averaged = settings.averaging() > 0 ? adam.averaged() : adam.raw();
    return new Result(averaged, adam.raw(), step);
  }

  private static void requireFinite(
      String stage, int step, Differentiator.Gradient gradient, double norm, Adam adam) {
    for (Map.Entry<String, Double> term : gradient.reported().entrySet()) {
      if (!Double.isFinite(term.getValue())) {
        throw new TrainingDivergedException(stage, step, term.getKey(), adam.lastGood());
      }
    }
    if (!Double.isFinite(gradient.loss())) {
      throw new TrainingDivergedException(stage, step, "loss", adam.lastGood());
    }
    if (!Double.isFinite(norm)) {
      String parameter = "gradient of " + Adam.culprit(gradient.gradient());
      throw new TrainingDivergedException(stage, step, parameter, adam.lastGood());
    }
  }
}
