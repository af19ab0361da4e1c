package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.teacher.PathBatch;

/**
 * Straight lines from noise to data, {@code x_t = (1 - t) x_0 + t x_1 + sigma e}, with the velocity
 * {@code u = x_1 - x_0} to regress on (Tong et al. 2024, equation 14).
 *
 * @param sigma standard deviation of the noise along the lines
 */
record LinearPath(double sigma) {
  PathBatch between(Batch x0, Batch x1, RandomGenerator random) {
    int rows = x0.rows();
    int d = x0.columns();
    float[] noise = x0.floats();
    float[] data = x1.floats();
    float[] times = new float[rows];
    float[] points = new float[rows * d];
    float[] target = new float[rows * d];
    for (int i = 0; i < rows; i++) {
      float t = random.nextFloat();
      times[i] = t;
      for (int k = i * d; k < (i + 1) * d; k++) {
        target[k] = data[k] - noise[k];
        points[k] = noise[k] + t * target[k];
        if (sigma > 0) {
          points[k] += (float) (sigma * random.nextGaussian());
        }
      }
    }
    return new PathBatch(
        Batch.of(rows, 1, times), Batch.of(rows, d, points), Batch.of(rows, d, target));
  }
}
