package org.koopflow.core.spec;

import org.koopflow.api.Selection;
import org.koopflow.api.training.OptimizerProvider;
import org.koopflow.api.training.TrainingSettings;

/**
 * How lifting and operator are fitted: by gradient, with the keys of {@link TrainingSettings} and a
 * pool of teacher trajectories, or in closed form, with those of {@link EdmdSettings}.
 *
 * @param method which of the two; the keys of the other one have no effect
 * @param steps optimizer steps
 * @param batchSize samples per step
 * @param learningRate rate reached after the warm-up
 * @param finalRate rate at the last step as a share of {@code learningRate}
 * @param warmup steps of linear growth
 * @param clip largest allowed norm of the gradient; 0 for no clipping
 * @param averaging decay of the moving average of weights per step; 0 for none
 * @param optimizer what moves the weights
 * @param pool the teacher trajectories to train on
 * @param edmd the closed-form fit
 */
public record KoopmanTraining(
    FittingMethod method,
    int steps,
    int batchSize,
    double learningRate,
    double finalRate,
    int warmup,
    double clip,
    double averaging,
    Selection<OptimizerProvider<?>> optimizer,
    PoolSettings pool,
    EdmdSettings edmd) {
  /** Enough for two-dimensional data. */
  public static final KoopmanTraining DEFAULT =
      of(
          FittingMethod.GRADIENT,
          TrainingSettings.of(2500, 256, 2e-3).withWarmup(100).withClip(1).withAveraging(0.999),
          PoolSettings.DEFAULT,
          EdmdSettings.DEFAULT);

  /**
   * Checks the ranges.
   *
   * @param method by gradient or in closed form
   * @param steps optimizer steps
   * @param batchSize samples per step
   * @param learningRate rate reached after the warm-up
   * @param finalRate rate at the last step as a share of {@code learningRate}
   * @param warmup steps of linear growth
   * @param clip largest allowed norm of the gradient
   * @param averaging decay of the moving average of weights per step
   * @param optimizer what moves the weights
   * @param pool the teacher trajectories to train on
   * @param edmd the closed-form fit
   */
  public KoopmanTraining {
    new TrainingSettings(
        steps, batchSize, learningRate, finalRate, warmup, clip, averaging, optimizer);
  }

  /**
   * Puts the parts together.
   *
   * @param method by gradient or in closed form
   * @param gradient the training by gradient
   * @param pool the teacher trajectories to train on
   * @param edmd the closed-form fit
   * @return all of them
   */
  public static KoopmanTraining of(
      FittingMethod method, TrainingSettings gradient, PoolSettings pool, EdmdSettings edmd) {
    return new KoopmanTraining(
        method,
        gradient.steps(),
        gradient.batchSize(),
        gradient.learningRate(),
        gradient.finalRate(),
        gradient.warmup(),
        gradient.clip(),
        gradient.averaging(),
        gradient.optimizer(),
        pool,
        edmd);
  }

  /**
   * The training by gradient.
   *
   * @return the settings of the steps alone
   */
  public TrainingSettings gradient() {
    return new TrainingSettings(
        steps, batchSize, learningRate, finalRate, warmup, clip, averaging, optimizer);
  }
}
