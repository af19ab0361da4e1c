package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.teacher.PathBatch;

/**
 * Draws points on the paths between given pairs, with the time derivative of each path as its
 * regression target.
 *
 * @param path how the pairs are joined
 * @param sigma its noise, at least 0
 */
public record ConditionalPath(ProbabilityPath path, double sigma) {
  /**
   * Checks that the noise is one the path can have.
   *
   * @param path how the pairs are joined
   * @param sigma its noise
   */
  public ConditionalPath {
    path.requireSigma(sigma);
  }

  /**
   * Draws one point for each pair.
   *
   * @param t times in [0, 1], rows x 1
   * @param x0 noise, rows x d
   * @param x1 data, rows x d
   * @param random draws the noise along the path
   * @return times, moved inside where the path asks for it, points and targets
   */
  PathBatch between(Batch t, Batch x0, Batch x1, RandomGenerator random) {
    int rows = x0.rows();
    int d = x0.columns();
    float[] noise = x0.floats();
    float[] data = x1.floats();
    float[] times = new float[rows];
    float[] points = new float[rows * d];
    float[] target = new float[rows * d];
    for (int i = 0; i < rows; i++) {
      times[i] = (float) path.inside(t.get(i, 0));
      Schedule at = path.at(times[i], sigma);
      double deviation = at.deviation();
      double deviationSlope = at.deviationSlope();
      for (int k = i * d; k < (i + 1) * d; k++) {
        double x = at.noise() * noise[k] + at.data() * data[k];
        double u = at.noiseSlope() * noise[k] + at.dataSlope() * data[k];
        if (deviation > 0) {
          double e = random.nextGaussian();
          x += deviation * e;
          u += deviationSlope * e;
        }
        points[k] = (float) x;
        target[k] = (float) u;
      }
    }
    return new PathBatch(
        Batch.of(rows, 1, times), Batch.of(rows, d, points), Batch.of(rows, d, target));
  }
}
