package org.koopflow.api.data;

import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;

/**
 * Data to learn from and data held back to judge by, as they come from the source.
 *
 * @param name what it is, for a person
 * @param train rows to learn from
 * @param test rows held back, with the same columns
 * @param trainLabels class of each training row, if known
 * @param testLabels class of each test row, if known
 * @param image how a row is a picture, if it is one, of any number of channels from 0 to 1: three
 *     are shown in colours, red, green and blue, and else the first in grey
 */
public record Dataset(
    String name,
    Batch train,
    Batch test,
    Optional<int[]> trainLabels,
    Optional<int[]> testLabels,
    Optional<ImageLayout> image) {
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
          if (shape.size() != train.columns()) {
            throw new IllegalArgumentException(
                "images of "
                    + shape
                    + " have "
                    + shape.size()
                    + " columns, the rows "
                    + train.columns());
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
          for (int label : l) {
            if (label < 0) {
              throw new IllegalArgumentException(
                  "classes are numbered from 0, and a " + part + " row has the label " + label);
            }
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
   * What a row is.
   *
   * @return the space of the data, without a condition
   */
  public Space space() {
    return new Space(dimension(), image, 0);
  }

  /**
   * Dimension of one row.
   *
   * @return column count
   */
  public int dimension() {
    return train.columns();
  }
}
