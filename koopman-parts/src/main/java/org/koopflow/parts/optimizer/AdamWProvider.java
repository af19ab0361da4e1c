package org.koopflow.parts.optimizer;

import java.util.Set;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/**
 * Provides Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) under the
 * name {@code adamw}. Every parameter that moves is pulled to zero beside Adam's step, {@code w -=
 * rate decay w}, where a penalty in the loss would be rescaled by Adam with the gradient.
 */
public final class AdamWProvider implements OptimizerProvider<AdamWProvider.Settings> {
  /**
   * Adam's settings, and the decay.
   *
   * @param beta1 decay of the mean gradient per step, in [0, 1)
   * @param beta2 decay of the mean squared gradient per step, in [0, 1)
   * @param epsilon what is added to the root of the mean square, positive
   * @param decay share of every weight that is taken off in a step of rate 1, at least 0
   */
  public record Settings(double beta1, double beta2, double epsilon, double decay) {
    /**
     * Checks the ranges.
     *
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @param epsilon what is added to the root
     * @param decay decay of the weights
     */
    public Settings {
      new AdamProvider.Settings(beta1, beta2, epsilon);
      InvalidSettingException.require(
          decay >= 0 && Double.isFinite(decay),
          "decay",
          "must be finite and not negative, got " + decay);
    }

    private AdamProvider.Settings adam() {
      return new AdamProvider.Settings(beta1, beta2, epsilon);
    }
  }

  /** Creates the provider. */
  public AdamWProvider() {}

  @Override
  public String name() {
    return "adamw";
  }

  @Override
  public String summary() {
    return "Adam, with every weight pulled to zero beside its step";
  }

  @Override
  public Settings defaults() {
    return new Settings(0.9, 0.999, 1e-8, 0.01);
  }

  @Override
  public Optimizer create(Settings settings, OptimizerContext context) {
    return new Decaying(
        new Adam(settings.adam(), context), context.moving().values().keySet(), settings.decay);
  }

  /** Takes off a share of the weights before each step of another optimizer. */
  private record Decaying(Optimizer inner, Set<String> moving, double decay) implements Optimizer {
    @Override
    public void step(Weights weights, Weights gradient, double factor, double rate) {
      float share = (float) (rate * decay);
      for (String name : moving) {
        float[] w = weights.get(name).floats();
        for (int i = 0; i < w.length; i++) {
          w[i] -= share * w[i];
        }
      }
      inner.step(weights, gradient, factor, rate);
    }

    @Override
    public Weights state() {
      return inner.state();
    }

    @Override
    public void restore(Weights state) {
      inner.restore(state);
    }
  }
}
