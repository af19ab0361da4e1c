package org.koopflow.api.teacher;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.space.Space;

/**
 * What a teacher learns from: rows of data, and how to draw from them.
 *
 * @param space what the rows are
 * @param rows whole rows, state and condition, in the coordinates of the flow
 * @param unlabelled share of what is drawn that is to have no label, in [0, 1): the condition's
 *     last coordinate is 1 there and the others are 0, so that the teacher learns the flow of all
 *     classes together as one more class
 */
public record TrainingRows(Space space, Batch rows, double unlabelled) {
  /**
   * Checks that the parts fit one another.
   *
   * @param space what the rows are
   * @param rows whole rows
   * @param unlabelled share of what is drawn that is to have no label
   */
  public TrainingRows {
    if (rows.columns() != space.columns()) {
      throw new IllegalArgumentException(
          "rows of " + space + " have " + space.columns() + " columns, got " + rows);
    }
    if (!(unlabelled >= 0 && unlabelled < 1) || unlabelled > 0 && space.conditions() < 2) {
      throw new IllegalArgumentException(
          "a share in [0, 1) may be unlabelled, and only of rows under a condition of two"
              + " coordinates or more, got "
              + unlabelled
              + " of "
              + space);
    }
  }

  /**
   * Rows without a condition.
   *
   * @param rows the rows
   * @return to be drawn from
   */
  public static TrainingRows of(Batch rows) {
    return new TrainingRows(Space.of(rows.columns()), rows, 0);
  }

  /**
   * Draws rows with replacement.
   *
   * @param size number of rows
   * @param random generator to draw from
   * @return whole rows, size x {@link Space#columns}
   */
  public Batch draw(int size, RandomGenerator random) {
    Batch drawn = RandomStreams.draw(rows, size, random);
    if (unlabelled == 0) {
      return drawn;
    }
    int columns = space.columns();
    float[] values = drawn.floats();
    for (int row = 0; row < size; row++) {
      if (random.nextDouble() < unlabelled) {
        java.util.Arrays.fill(
            values, row * columns + space.dimension(), (row + 1) * columns - 1, 0);
        values[(row + 1) * columns - 1] = 1;
      }
    }
    return Batch.of(size, columns, values);
  }
}
