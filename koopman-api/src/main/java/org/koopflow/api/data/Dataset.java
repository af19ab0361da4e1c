package org.koopflow.api.data;

import java.util.Optional;
import org.koopflow.api.Batch;

/**
 * Data to learn from and data held back to judge by, as they come from the source.
 *
 * @param name what it is, for a person
 * @param train rows to learn from
 * @param test rows held back, with the same columns
 * @param trainLabels class of each training row, if known
 * @param testLabels class of each test row, if known
 * @param image how to show a row as a picture, if it is one
 */
public record Dataset(
    String name,
    Batch train,
    Batch test,
    Optional<int[]> trainLabels,
    Optional<int[]> testLabels,
    Optional<ImageShape> image) {
  /**
   * Checks that the parts fit one another.
   *
   * @param name what it is
   * @param train rows to learn from
   * @param test rows held back
   * @param trainLabels class of each training row
   * @param testLabels class of each test row
   * @param image how to show a row
   */
  public Dataset {
    if (train.columns() != test.columns()) {
      throw new IllegalArgumentException(
          "training rows have " + train.columns() + " columns, test rows " + test.columns());
    }
    requireLength(trainLabels, train, "training");
    requireLength(testLabels, test, "test");
    image.ifPresent(
        shape -> {
          if (shape.height() * shape.width() != train.columns()) {
            throw new IllegalArgumentException(shape + " does not fit " + train);
          }
        });
  }

  private static void requireLength(Optional<int[]> labels, Batch rows, String part) {
    labels.ifPresent(
        l -> {
          if (l.length != rows.rows()) {
            throw new IllegalArgumentException(
                rows.rows() + " " + part + " rows have " + l.length + " labels");
          }
        });
  }

  /**
   * A data set without labels or pictures.
   *
   * @param name what it is
   * @param train rows to learn from
   * @param test rows held back
   * @return the data set
   */
  public static Dataset of(String name, Batch train, Batch test) {
    return new Dataset(name, train, test, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Dimension of one row.
   *
   * @return column count
   */
  public int dimension() {
    return train.columns();
  }

  /**
   * A grey-scale picture stored row by row, 0 black and 1 white.
   *
   * @param height pixels from top to bottom
   * @param width pixels from left to right
   */
  public record ImageShape(int height, int width) {}
}
