package org.koopflow.cli.spectral;

import java.util.Arrays;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;

/** Rows with their labels. */
record Labelled(Batch rows, int[] labels) {
  static Labelled heldOut(Dataset data, int count) {
    return of(data, data.test(), data.testLabels(), count);
  }

  static Labelled training(Dataset data, int count) {
    return of(data, data.train(), data.trainLabels(), count);
  }

  private static Labelled of(Dataset data, Batch rows, Optional<int[]> labels, int count) {
    int[] known =
        labels.orElseThrow(
            () ->
                new SpecificationException(
                    "the data '"
                        + data.name()
                        + "' have no labels, and classes are told by their labels"));
    Batch first = DataRows.first(rows, count);
    return new Labelled(first, Arrays.copyOf(known, first.rows()));
  }
}
