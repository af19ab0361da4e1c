package org.koopflow.testkit.example;

import java.util.Set;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.api.training.OptimizerProvider;

/** {@code w -= rate * gradient}, with nothing to remember. */
public final class GradientDescentProvider implements OptimizerProvider<NoSettings> {
  @Override
  public String name() {
    return "gradient-descent";
  }

  @Override
  public String summary() {
    return "against the gradient, rate times as far";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public Optimizer create(NoSettings settings, OptimizerContext context) {
    return new GradientDescent(context.moving().values().keySet());
  }

  private record GradientDescent(Set<String> moving) implements Optimizer {
    @Override
    public void step(Weights weights, Weights gradient, double factor, double rate) {
      for (String name : moving) {
        float[] w = weights.get(name).floats();
        float[] g = gradient.get(name).floats();
        for (int i = 0; i < w.length; i++) {
          w[i] -= (float) (rate * factor * g[i]);
        }
      }
    }

    @Override
    public Weights state() {
      return Weights.EMPTY;
    }

    @Override
    public void restore(Weights state) {
      state.requireSizesOf(Weights.EMPTY);
    }
  }
}
