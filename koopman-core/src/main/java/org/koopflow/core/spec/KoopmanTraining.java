package org.koopflow.core.spec;

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
    PoolSettings pool,
    EdmdSettings edmd) {
  /** Enough for two-dimensional data. */
  public static final KoopmanTraining DEFAULT =
      new KoopmanTraining(
          FittingMethod.GRADIENT,
          2500,
          256,
          2e-3,
          0,
          100,
          1,
          0.999,
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
   * @param pool the teacher trajectories to train on
   * @param edmd the closed-form fit
   */
  public KoopmanTraining {
    new TrainingSettings(steps, batchSize, learningRate, finalRate, warmup, clip, averaging);
  }

  /**
   * What the optimizer needs.
   *
   * @return the settings of the steps alone
   */
  public TrainingSettings optimizer() {
    return new TrainingSettings(steps, batchSize, learningRate, finalRate, warmup, clip, averaging);
  }
}
