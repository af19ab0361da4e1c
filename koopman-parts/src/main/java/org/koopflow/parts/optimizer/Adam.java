package org.koopflow.parts.optimizer;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) in single precision: {@code m = beta1 m + (1 - beta1) g},
 * {@code v = beta2 v + (1 - beta2) g^2}, {@code w -= rate m' / (sqrt(v') + epsilon)}, where {@code
 * m' = m / (1 - beta1^k)} and {@code v' = v / (1 - beta2^k)} in step k undo that both began at 0.
 */
final class Adam implements Optimizer {
  private static final String FIRST = "first";
  private static final String SECOND = "second";
  private static final String STEPS = "steps";

  private final AdamProvider.Settings settings;
  private final Weights first;
  private final Weights second;
  private long steps;

  Adam(AdamProvider.Settings settings, OptimizerContext context) {
    this.settings = settings;
    this.first = zeros(context.moving());
    this.second = zeros(context.moving());
  }

  private static Weights zeros(Weights like) {
    return like.map(value -> Batch.zeros(value.rows(), value.columns()));
  }

  @Override
  public void step(Weights weights, Weights gradient, double factor, double rate) {
    steps++;
    float scale = (float) factor;
    float size = (float) (rate / (1 - Math.pow(settings.beta1(), steps)));
    float root = (float) (1 / Math.sqrt(1 - Math.pow(settings.beta2(), steps)));
    float b1 = (float) settings.beta1();
    float b2 = (float) settings.beta2();
    float epsilon = (float) settings.epsilon();
    for (String name : first.values().keySet()) {
      float[] w = weights.get(name).floats();
      float[] g = gradient.get(name).floats();
      float[] m = first.get(name).floats();
      float[] v = second.get(name).floats();
      for (int i = 0; i < w.length; i++) {
        float slope = scale * g[i];
        m[i] = b1 * m[i] + (1 - b1) * slope;
        v[i] = b2 * v[i] + (1 - b2) * slope * slope;
        w[i] -= size * m[i] / ((float) Math.sqrt(v[i]) * root + epsilon);
      }
    }
  }

  @Override
  public Weights state() {
    Weights count = new Weights(Map.of(STEPS, Batch.ofDoubles(1, 1, steps)));
    return first.copy().under(FIRST).and(second.copy().under(SECOND)).and(count);
  }

  @Override
  public void restore(Weights state) {
    state.requireSizesOf(state());
    double taken = state.get(STEPS).get(0, 0);
    if (taken != (long) taken || taken < 0) {
      throw new IllegalArgumentException("'steps' must be a whole number >= 0, got " + taken);
    }
    steps = (long) taken;
    copy(state.in(FIRST), first);
    copy(state.in(SECOND), second);
  }

  private static void copy(Weights from, Weights to) {
    to.values()
        .forEach(
            (name, value) ->
                System.arraycopy(from.get(name).floats(), 0, value.floats(), 0, value.size()));
  }
}
