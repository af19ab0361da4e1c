package org.koopflow.core.training;

import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.core.plugin.Blame;
import org.koopflow.core.plugin.Plugins;

/**
 * The weights of a training on their way down: the schedule of the learning rate, the clipping of
 * the gradient and the moving average, around an optimizer that moves them.
 */
public final class Descent {
  private final TrainingSettings settings;
  private final Set<String> frozen;
  private final Weights weights;
  private final MovingAverage average;
  private final Optimizer optimizer;
  private int step;

  /**
   * Begins at the first weights.
   *
   * @param plugins makes the optimizer
   * @param settings which, and how
   * @param initial first weights; copied, in single precision
   * @param frozen names of parameters that stay as they are
   * @throws SpecificationException if there is no such optimizer
   */
  public Descent(Plugins plugins, TrainingSettings settings, Weights initial, Set<String> frozen) {
    this.settings = settings;
    this.frozen = frozen;
    this.weights = initial.map(value -> value.to(Precision.FLOAT32)).copy();
    this.average = new MovingAverage(weights, frozen, settings.averaging());
    this.optimizer =
        plugins.create(
            OptimizerProvider.class,
            settings.optimizer(),
            new OptimizerContext(weights.copy(), frozen));
  }

  /**
   * The weights reached.
   *
   * @return not a copy: they change with every step
   */
  public Weights current() {
    return weights;
  }

  /**
   * The moving average of the weights.
   *
   * @return a copy, that of the weights themselves without averaging
   */
  public Weights averaged() {
    return settings.averaging() > 0 ? average.now() : weights.copy();
  }

  /**
   * The moving average before the last step: no weights went into it for which the loss was not
   * seen to be finite.
   *
   * @return a copy
   */
  public Weights lastGood() {
    return average.beforeTheLastStep();
  }

  /**
   * Euclidean norm of a gradient over all parameters that move.
   *
   * @param gradient by parameter
   * @return the norm that is clipped
   */
  public double norm(Weights gradient) {
    double sum = 0;
    for (Map.Entry<String, Batch> part : gradient.values().entrySet()) {
      if (!frozen.contains(part.getKey())) {
        for (float g : part.getValue().floats()) {
          sum += (double) g * g;
        }
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Takes a step.
   *
   * @param gradient of the loss at the current weights
   * @param norm its {@link #norm}
   */
  public void step(Weights gradient, double norm) {
    double clip = settings.clip();
    double factor = clip > 0 && norm > clip ? clip / norm : 1;
    double rate = settings.rate(step++);
    Blame.asking(
        "optimizer '" + settings.optimizer().type() + "'",
        () -> {
          optimizer.step(weights, gradient, factor, rate);
          return weights;
        });
    average.add(weights);
  }
}
