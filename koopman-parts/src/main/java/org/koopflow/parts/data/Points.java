package org.koopflow.parts.data;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.numerics.host.HeapRoom;

/**
 * Points that were drawn or read, one per row.
 *
 * @param rows the points
 * @param labels their classes if they have any
 */
record Points(Batch rows, Optional<int[]> labels) {
  /** Draws one point into its coordinates and tells its class, as {@link GeneratedSource#draw}. */
  interface Draw {
    int draw(RandomGenerator random, double[] point);
  }

  /**
   * Draws independent points.
   *
   * @param source name of the source
   * @param columns coordinates of a point
   * @param one draws one of them
   * @param count how many
   * @param random where the randomness comes from
   * @return single-precision rows
   */
  static Points draw(String source, int columns, Draw one, int count, RandomGenerator random) {
    if ((long) count * columns > Integer.MAX_VALUE - 8) {
      throw new SpecificationException(
          "data source '"
              + source
              + "' can draw at most "
              + (Integer.MAX_VALUE - 8) / columns
              + " rows, got "
              + count);
    }
    HeapRoom.require(count + " rows of data source '" + source + "'", (columns + 1.0) * count, 4);
    float[] rows = new float[count * columns];
    int[] labels = new int[count];
    double[] point = new double[columns];
    for (int i = 0; i < count; i++) {
      labels[i] = one.draw(random, point);
      for (int j = 0; j < columns; j++) {
        rows[i * columns + j] = (float) point[j];
      }
    }
    boolean labelled = count > 0 && labels[0] != GeneratedSource.UNLABELLED;
    return new Points(
        Batch.of(count, columns, rows), labelled ? Optional.of(labels) : Optional.empty());
  }
}
