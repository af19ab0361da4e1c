package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;

/**
 * Where on the way the regression looks. The minimiser is the same velocity for all of them; what
 * changes is which times a network of finite size serves best. The points a student is trained on
 * are uniform in any case.
 */
public enum TimeDensity {
  /** Uniform on [0, 1]. */
  UNIFORM {
    @Override
    double draw(RandomGenerator random, double location, double scale) {
      return random.nextFloat();
    }
  },

  /**
   * {@code 1 / (1 + exp(-(location + scale e)))} with standard normal {@code e}: the middle counts
   * more (Esser et al. 2024, equation 19).
   */
  LOGIT_NORMAL {
    @Override
    double draw(RandomGenerator random, double location, double scale) {
      return 1 / (1 + Math.exp(-(location + scale * random.nextGaussian())));
    }
  },

  /**
   * Density {@code 2 / (pi (1 - 2 t + 2 t^2))}, which a linear path needs to give each ratio of
   * signal to noise the share a cosine schedule gives it (Esser et al. 2024, equation 21).
   */
  COSINE {
    @Override
    double draw(RandomGenerator random, double location, double scale) {
      return 1 - 1 / (Math.tan(Math.PI / 2 * random.nextDouble()) + 1);
    }
  };

  /** Draws one time in [0, 1]; location and scale belong to {@link #LOGIT_NORMAL}. */
  abstract double draw(RandomGenerator random, double location, double scale);

  /** Draws times, rows x 1. */
  Batch draw(int rows, RandomGenerator random, double location, double scale) {
    float[] times = new float[rows];
    for (int i = 0; i < rows; i++) {
      times[i] = (float) draw(random, location, scale);
    }
    return Batch.of(rows, 1, times);
  }
}
