package org.koopflow.cli.spectral;

import java.util.Arrays;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.core.model.Domain;

/** Rows with their labels, which they are told apart by and which the lifting must not see. */
record Labelled(Batch rows, int[] labels) {
  static Labelled heldOut(Dataset data, int count) {
    return of(data, data.test(), data.testLabels(), count);
  }

  static Labelled training(Dataset data, int count) {
    return of(data, data.train(), data.trainLabels(), count);
  }

  /**
   * Refuses a flow that lifts no row without its label: lifted with it, a row would tell its class
   * by what it was told.
   */
  static void requireUntold(Domain domain, String what) {
    if (domain.classes() > 0 && !domain.unlabelled()) {
      throw new SpecificationException(
          what
              + " must look at rows without their labels, and this flow is conditioned on labels"
              + " and has learned no row without one; train it with a share of such rows, for"
              + " example --set data.unlabelled=0.1");
    }
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
