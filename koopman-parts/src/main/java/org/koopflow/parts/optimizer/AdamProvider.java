package org.koopflow.parts.optimizer;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/** Provides Adam (Kingma and Ba 2015) under the name {@code adam}. */
public final class AdamProvider implements OptimizerProvider<AdamProvider.Settings> {
  /**
   * How long Adam remembers, and what keeps it from dividing by zero.
   *
   * @param beta1 decay of the mean gradient per step, in [0, 1)
   * @param beta2 decay of the mean squared gradient per step, in [0, 1)
   * @param epsilon what is added to the root of the mean square, positive
   */
  public record Settings(double beta1, double beta2, double epsilon) {
    /**
     * Checks the ranges.
     *
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @param epsilon what is added to the root
     */
    public Settings {
      requireDecay("beta1", beta1);
      requireDecay("beta2", beta2);
      InvalidSettingException.require(
          (float) epsilon > 0 && Float.isFinite((float) epsilon),
          "epsilon",
          "must be positive and finite in single precision, got " + epsilon);
    }

    private static void requireDecay(String name, double value) {
      InvalidSettingException.require(
          value >= 0 && (float) value < 1,
          name,
          "must lie in [0, 1) in single precision, got " + value);
    }
  }

  /** Creates the provider. */
  public AdamProvider() {}

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String summary() {
    return "Adam: mean gradient over the root of its mean square";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.9, 0.999, 1e-8);
  }

  @Override
  public Optimizer create(Settings settings, OptimizerContext context) {
    return new Adam(settings, context);
  }
}
