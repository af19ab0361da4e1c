package org.koopflow.core.training;

import java.util.Set;
import org.koopflow.api.Weights;

/**
 * Exponential moving average of the weights that move. It keeps the average before the last step
 * too, since no loss is seen of the last one's weights until the next.
 */
final class MovingAverage {
  private final double decay;
  private final Set<String> frozen;
  private final Weights average;
  private final Weights before;
  private int steps;

  /**
   * Begins with the first weights.
   *
   * @param initial first weights, in single precision; copied
   * @param frozen names of parameters that stay as they are
   * @param decay decay per step, in [0, 1)
   */
  MovingAverage(Weights initial, Set<String> frozen, double decay) {
    this.decay = decay;
    this.frozen = frozen;
    this.average = initial.copy();
    this.before = initial.copy();
  }

  /** Takes in the weights after a step. */
  void add(Weights weights) {
    steps++;
    // Early on a long average would remember little but the random beginning.
    float keep = (float) Math.min(decay, (1.0 + steps) / (10.0 + steps));
    for (String name : average.values().keySet()) {
      if (frozen.contains(name)) {
        continue;
      }
      float[] w = weights.get(name).floats();
      float[] a = average.get(name).floats();
      System.arraycopy(a, 0, before.get(name).floats(), 0, a.length);
      for (int i = 0; i < w.length; i++) {
        a[i] = keep * a[i] + (1 - keep) * w[i];
      }
    }
  }

  /** A copy of the average. */
  Weights now() {
    return average.copy();
  }

  /** A copy of the average before the last step; the first weights if there was none. */
  Weights beforeTheLastStep() {
    return before.copy();
  }
}
