package org.koopflow.api.metric;

import java.util.Optional;
import org.koopflow.api.Batch;

/**
 * Samples in the coordinates of the data.
 *
 * @param rows one sample in each
 * @param labels class of each, if it has one
 */
public record SampleSet(Batch rows, Optional<int[]> labels) {
  /**
   * Checks the sizes.
   *
   * @param rows one sample in each
   * @param labels class of each
   */
  public SampleSet {
    labels.ifPresent(
        all -> {
          if (all.length != rows.rows()) {
            throw new IllegalArgumentException(
                rows.rows() + " samples have " + all.length + " labels");
          }
        });
  }

  /**
   * Samples of no class.
   *
   * @param rows one sample in each
   * @return the set
   */
  public static SampleSet of(Batch rows) {
    return new SampleSet(rows, Optional.empty());
  }
}
