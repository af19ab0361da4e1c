package org.koopflow.teacher.rectified;

import java.util.List;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TrainingRows;

/**
 * Ends of straight lines.
 *
 * @param x0 noise, whole rows
 * @param x1 data or images, whole rows, each under the condition of its noise
 */
record Pairs(Batch x0, Batch x1) {
  /** Fresh noise beside rows of data, independent of one another. */
  static Pairs independent(TrainingRows data, int size, RandomGenerator random) {
    Space space = data.space();
    Batch noise = RandomStreams.normal(size, space.dimension(), random);
    Batch drawn = data.draw(size, random);
    return new Pairs(space.join(noise, space.condition(drawn)), drawn);
  }

  /** Reads pairs of whole rows that lie side by side, in twice as many columns. */
  static Pairs of(Batch sideBySide) {
    int d = sideBySide.columns() / 2;
    return new Pairs(sideBySide.columns(0, d), sideBySide.columns(d, 2 * d));
  }

  /** Lays pairs of whole rows side by side, in twice as many columns. */
  Batch sideBySide() {
    return Batch.beside(List.of(x0, x1));
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
