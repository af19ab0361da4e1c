package org.koopflow.teacher.rectified;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;

/**
 * Ends of straight lines.
 *
 * @param x0 noise, rows x d
 * @param x1 data or images, rows x d
 */
record Pairs(Batch x0, Batch x1) {
  /** Fresh noise beside rows of data, independent of one another. */
  static Pairs independent(Batch data, int size, RandomGenerator random) {
    Batch noise = RandomStreams.normal(size, data.columns(), random);
    return new Pairs(noise, RandomStreams.draw(data, size, random));
  }

  /** Reads pairs that lie side by side, rows x 2d. */
  static Pairs of(Batch sideBySide) {
    int d = sideBySide.columns() / 2;
    return new Pairs(sideBySide.columns(0, d), sideBySide.columns(d, 2 * d));
  }

  /** Lays pairs side by side, rows x 2d. */
  Batch sideBySide() {
    int d = x0.columns();
    float[] joined = new float[2 * x0.size()];
    for (int i = 0; i < x0.rows(); i++) {
      System.arraycopy(x0.floats(), i * d, joined, 2 * i * d, d);
      System.arraycopy(x1.floats(), i * d, joined, (2 * i + 1) * d, d);
    }
    return Batch.of(x0.rows(), 2 * d, joined);
  }

  /** Draws pairs with replacement. */
  Pairs draw(int size, RandomGenerator random) {
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = random.nextInt(x0.rows());
    }
    return new Pairs(x0.gather(rows), x1.gather(rows));
  }

  /** A point at a uniform time on each line, {@code (1 - t) x_0 + t x_1}, target x_1 - x_0. */
  PathBatch points(RandomGenerator random) {
    float[] times = new float[x0.rows()];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.nextFloat();
    }
    return at(times);
  }

  /** The beginning of each line. */
  PathBatch beginnings() {
    return at(new float[x0.rows()]);
  }

  private PathBatch at(float[] times) {
    int d = x0.columns();
    float[] from = x0.floats();
    float[] to = x1.floats();
    float[] points = new float[from.length];
    float[] target = new float[from.length];
    for (int k = 0; k < points.length; k++) {
      target[k] = to[k] - from[k];
      points[k] = from[k] + times[k / d] * target[k];
    }
    return new PathBatch(
        Batch.of(times.length, 1, times),
        Batch.of(times.length, d, points),
        Batch.of(times.length, d, target));
  }
}
