package org.koopflow.core.training;

import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.training.TrainingSettings;

/**
 * Adam (Kingma and Ba 2015) on host arrays, with the weights' exponential moving average. It lives
 * on the host so that every backend trains by the same arithmetic.
 */
final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final TrainingSettings settings;
  private final Weights weights;
  private final Weights averaged;
  private final float[][] values;
  private final float[][] averages;
  private final Weights proven;
  private final float[][] provenAverages;
  private final float[][] first;
  private final float[][] second;
  private final boolean[] frozen;
  private int step;

  Adam(Weights initial, Set<String> frozen, TrainingSettings settings) {
    this.settings = settings;
    this.weights = initial.map(Adam::copy);
    this.averaged = initial.map(Adam::copy);
    this.values = arrays(weights);
    this.averages = arrays(averaged);
    this.proven = initial.map(Adam::copy);
    this.provenAverages = arrays(proven);
    this.first = arrays(initial.map(value -> Batch.zeros(value.rows(), value.columns())));
    this.second = arrays(initial.map(value -> Batch.zeros(value.rows(), value.columns())));
    this.frozen = new boolean[values.length];
    int p = 0;
    for (String name : initial.values().keySet()) {
      this.frozen[p++] = frozen.contains(name);
    }
  }

  private static Batch copy(Batch value) {
    return Batch.of(value.rows(), value.columns(), value.floats().clone());
  }

  private static float[][] arrays(Weights weights) {
    return weights.values().values().stream().map(Batch::floats).toArray(float[][]::new);
  }

  /** The current weights; their arrays change with every update. */
  Weights current() {
    return weights;
  }

  /** A copy of the current weights. */
  Weights raw() {
    return weights.map(Adam::copy);
  }

  /** A copy of the moving average. */
  Weights averaged() {
    return averaged.map(Adam::copy);
  }

  /**
   * A copy of the moving average before the last update: no weights went into it for which the loss
   * was not seen to be finite.
   */
  Weights lastGood() {
    return proven.map(Adam::copy);
  }

  /** Euclidean norm of a gradient over all parameters that move. */
  double norm(Weights gradient) {
    double sum = 0;
    int p = 0;
    for (Batch part : gradient.values().values()) {
      if (!frozen[p++]) {
        for (float g : part.floats()) {
          sum += (double) g * g;
        }
      }
    }
    return Math.sqrt(sum);
  }

  /** Name of a parameter whose values are not finite. */
  static String culprit(Weights values) {
    for (Map.Entry<String, Batch> entry : values.values().entrySet()) {
      if (!entry.getValue().isFinite()) {
        return entry.getKey();
      }
    }
    return "all parameters together";
  }

  void update(Weights gradient, double norm) {
    double scale = settings.clip() > 0 && norm > settings.clip() ? settings.clip() / norm : 1;
    double rate = settings.rate(step);
    step++;
    float factor = (float) scale;
    float b1 = (float) BETA1;
    float b2 = (float) BETA2;
    double correction1 = 1 - Math.pow(BETA1, step);
    double correction2 = 1 - Math.pow(BETA2, step);
    float size = (float) (rate / correction1);
    float root = (float) (1 / Math.sqrt(correction2));
    float epsilon = (float) EPSILON;
    // Early on a long average would remember little but the random beginning.
    float keep = (float) Math.min(settings.averaging(), (1.0 + step) / (10.0 + step));
    float[][] gradients = arrays(gradient);
    for (int p = 0; p < values.length; p++) {
      if (frozen[p]) {
        continue;
      }
      float[] w = values[p];
      float[] a = averages[p];
      System.arraycopy(a, 0, provenAverages[p], 0, a.length);
      float[] g = gradients[p];
      float[] m = first[p];
      float[] v = second[p];
      for (int i = 0; i < w.length; i++) {
        float slope = factor * g[i];
        m[i] = b1 * m[i] + (1 - b1) * slope;
        v[i] = b2 * v[i] + (1 - b2) * slope * slope;
        w[i] -= size * m[i] / ((float) Math.sqrt(v[i]) * root + epsilon);
      }
      for (int i = 0; i < w.length; i++) {
        a[i] = keep * a[i] + (1 - keep) * w[i];
      }
    }
  }
}
