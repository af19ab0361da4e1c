package com.example.stranger;

import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/**
 * Gradient descent with momentum (Polyak 1964), {@code v = momentum v + g} and {@code w -= rate v},
 * or with a look ahead (Nesterov 1983), {@code w -= rate (g + momentum v)}.
 */
public final class MomentumProvider implements OptimizerProvider<MomentumProvider.Settings> {
  /**
   * How long a slope is felt.
   *
   * @param momentum share of the velocity that is left after a step, in [0, 1)
   * @param nesterov whether to look ahead
   */
  public record Settings(double momentum, boolean nesterov) {
    /**
     * Checks the range.
     *
     * @param momentum share of the velocity that is left
     * @param nesterov whether to look ahead
     */
    public Settings {
      InvalidSettingException.require(
          momentum >= 0 && momentum < 1, "momentum", "must lie in [0, 1), got " + momentum);
    }
  }

  /** Creates the provider. */
  public MomentumProvider() {}

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public String summary() {
    return "gradient descent with momentum, after Polyak or Nesterov";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.9, false);
  }

  @Override
  public Optimizer create(Settings settings, OptimizerContext context) {
    return new Momentum(
        settings, context.moving().map(value -> Batch.zeros(value.rows(), value.columns())));
  }

  private record Momentum(Settings settings, Weights velocity) implements Optimizer {
    @Override
    public void step(Weights weights, Weights gradient, double factor, double rate) {
      float left = (float) settings.momentum;
      for (String name : velocity.values().keySet()) {
        float[] w = weights.get(name).floats();
        float[] g = gradient.get(name).floats();
        float[] v = velocity.get(name).floats();
        for (int i = 0; i < w.length; i++) {
          float slope = (float) factor * g[i];
          v[i] = left * v[i] + slope;
          w[i] -= (float) rate * (settings.nesterov ? slope + left * v[i] : v[i]);
        }
      }
    }

    @Override
    public Weights state() {
      return velocity.copy();
    }

    @Override
    public void restore(Weights state) {
      state.requireSizesOf(velocity);
      velocity
          .values()
          .forEach(
              (name, v) -> System.arraycopy(state.get(name).floats(), 0, v.floats(), 0, v.size()));
    }
  }
}
