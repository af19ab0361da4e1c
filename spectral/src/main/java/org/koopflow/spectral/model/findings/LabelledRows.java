package org.koopflow.spectral.model.findings;

import java.util.Arrays;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.data.Dataset;

/**
 * The first held-out rows with their labels.
 *
 * @param rows as in the data set
 * @param labels class of each
 */
record LabelledRows(Batch rows, int[] labels) {
  private static final int MOST = 2000;
  private static final int MOST_CLASSES = 40;

  /**
   * Takes them.
   *
   * @param data the data
   * @return at most 2,000 rows
   * @throws KoopflowException if there are no labels, or too few rows for the classes there are
   */
  static LabelledRows of(Dataset data) {
    int[] known =
        data.testLabels().orElseThrow(() -> new KoopflowException("the data have no labels"));
    int rows = Math.min(MOST, data.test().rows());
    int[] labels = Arrays.copyOf(known, rows);
    long classes = Arrays.stream(labels).distinct().count();
    if (classes < 2 || classes > MOST_CLASSES || rows < 4 * classes) {
      throw new KoopflowException(
          "they take 2 to "
              + MOST_CLASSES
              + " classes with 4 rows each or more, there are "
              + classes
              + " in "
              + rows
              + " rows");
    }
    return new LabelledRows(data.test().rows(0, rows), labels);
  }
}
