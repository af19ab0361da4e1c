package org.koopflow.core.spec;

import org.koopflow.api.Inlined;
import org.koopflow.api.training.TrainingSettings;

/**
 * How lifting and operator are fitted: by gradient, on a pool of teacher trajectories, or in closed
 * form.
 *
 * @param method which of the two; the keys of the other one have no effect
 * @param gradient the training by gradient
 * @param pool the teacher trajectories to train on
 * @param edmd the closed-form fit
 */
public record KoopmanTraining(
    FittingMethod method,
    @Inlined TrainingSettings gradient,
    PoolSettings pool,
    EdmdSettings edmd) {
  /** Enough for two-dimensional data. */
  public static final KoopmanTraining DEFAULT =
      new KoopmanTraining(
          FittingMethod.GRADIENT,
          TrainingSettings.of(2500, 256, 2e-3).withWarmup(100).withClip(1).withAveraging(0.999),
          PoolSettings.DEFAULT,
          EdmdSettings.DEFAULT);
}
