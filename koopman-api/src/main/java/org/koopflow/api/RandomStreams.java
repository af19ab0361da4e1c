package org.koopflow.api;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random streams, one per named purpose, all determined by one seed. Because every
 * purpose has its own stream, drawing more for one of them never changes another.
 *
 * @param seed the experiment's seed
 */
public record RandomStreams(long seed) {
  /**
   * The stream of one purpose, from its beginning.
   *
   * @param purpose what the numbers are for, such as {@code teacher/batches}
   * @return a fresh generator; the same seed and purpose always give the same numbers
   */
  public RandomGenerator stream(String purpose) {
    return new SplittableRandom(derive(purpose));
  }

  /**
   * Streams for a part of the work that names its own purposes.
   *
   * @param purpose name of the part
   * @return streams that differ from these and from those of every other part
   */
  public RandomStreams in(String purpose) {
    return new RandomStreams(derive(purpose));
  }

  private long derive(String purpose) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return new SplittableRandom(seed ^ hash).nextLong();
  }

  /**
   * Standard normal numbers.
   *
   * @param rows number of samples
   * @param columns number of coordinates
   * @param random the generator to draw from
   * @return a single-precision batch of independent N(0, 1) numbers
   */
  public static Batch normal(int rows, int columns, RandomGenerator random) {
    float[] data = new float[Batch.entries(rows, columns)];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return Batch.of(rows, columns, data);
  }

  /**
   * Rows drawn with replacement.
   *
   * @param source the rows to draw from, at least one
   * @param count how many to draw
   * @param random the generator to draw from
   * @return a batch of {@code count} rows
   */
  public static Batch draw(Batch source, int count, RandomGenerator random) {
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = random.nextInt(source.rows());
    }
    return source.gather(indices);
  }
}
