package org.koopflow.api.metric;

import java.util.Optional;
import java.util.stream.IntStream;
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
   * Chosen samples with their classes.
   *
   * @param chosen row numbers, in the wanted order
   * @return the set
   */
  public SampleSet gather(int[] chosen) {
    return new SampleSet(
        rows.gather(chosen),
        labels.map(all -> IntStream.of(chosen).map(row -> all[row]).toArray()));
  }

  /**
   * The first samples with their classes.
   *
   * @param most as many, or as there are
   * @return the set
   */
  public SampleSet first(int most) {
    return gather(IntStream.range(0, Math.min(most, rows.rows())).toArray());
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
