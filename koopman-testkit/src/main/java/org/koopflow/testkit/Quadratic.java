package org.koopflow.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;

/**
 * {@code sum c_i (w_i - m_i)^2 / 2} over two parameters that move, with curvatures c from 1/2 to 4
 * and the minimum m, and a third one that is frozen on a steep slope.
 */
final class Quadratic {
  static final String FROZEN = "frozen";
  static final List<String> MOVING = List.of("row", "matrix");

  private static final float STEEP = 1e20f;

  private Quadratic() {}

  /** Where to begin; new arrays every time. The frozen one stands between the others. */
  static Weights start() {
    Map<String, Batch> start = new LinkedHashMap<>();
    start.put("row", Samples.normal(1, 5, "quadratic row"));
    start.put(FROZEN, Samples.normal(2, 2, "quadratic frozen"));
    start.put("matrix", Samples.normal(2, 3, "quadratic matrix"));
    return new Weights(start);
  }

  static Batch minimum(String name) {
    Batch like = start().get(name);
    return Samples.normal(like.rows(), like.columns(), "minimum " + name);
  }

  private static double[] curvatures(String name) {
    Batch like = start().get(name);
    return Samples.uniform(like.rows(), like.columns(), 0.5, 4, "curvature " + name).doubles();
  }

  static double value(Weights weights) {
    double sum = 0;
    for (String name : MOVING) {
      double[] curvatures = curvatures(name);
      double[] minimum = minimum(name).doubles();
      double[] w = weights.get(name).doubles();
      for (int i = 0; i < w.length; i++) {
        sum += curvatures[i] * (w[i] - minimum[i]) * (w[i] - minimum[i]) / 2;
      }
    }
    return sum;
  }

  static Weights gradient(Weights weights) {
    Map<String, Batch> gradient = new LinkedHashMap<>();
    weights
        .values()
        .forEach(
            (name, value) -> {
              float[] slope = new float[value.size()];
              Arrays.fill(slope, STEEP);
              if (MOVING.contains(name)) {
                double[] curvatures = curvatures(name);
                double[] minimum = minimum(name).doubles();
                for (int i = 0; i < slope.length; i++) {
                  slope[i] = (float) (curvatures[i] * (value.doubles()[i] - minimum[i]));
                }
              }
              gradient.put(name, Batch.of(value.rows(), value.columns(), slope));
            });
    return new Weights(gradient);
  }

  static Weights times(Weights weights, double factor) {
    return weights.map(
        value -> {
          float[] scaled = value.floats().clone();
          for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) factor;
          }
          return Batch.of(value.rows(), value.columns(), scaled);
        });
  }
}
