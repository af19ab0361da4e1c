package org.koopflow.core.spec;

import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.TransformProvider;

/**
 * What to learn.
 *
 * @param source where the data come from
 * @param transform what is done before the flow and undone after it
 * @param unlabelled share of what a conditioned flow learns from that it sees without its label, in
 *     [0, 1): "no label" then is one more class, the flow of all data together
 */
public record DataSection(
    Selection<DataSourceProvider<?>> source,
    Selection<TransformProvider<?>> transform,
    double unlabelled) {
  /** Eight gaussians on a ring, as they are. */
  public static final DataSection DEFAULT =
      new DataSection(Selection.of("eight-gaussians"), Selection.of("none"), 0);

  /**
   * Checks the share.
   *
   * @param source where the data come from
   * @param transform what is done before the flow
   * @param unlabelled share that is seen without its label
   */
  public DataSection {
    InvalidSettingException.require(
        unlabelled >= 0 && unlabelled < 1,
        "unlabelled",
        "must be a share in [0, 1), got " + unlabelled);
  }

  /**
   * The same data as they come from another source.
   *
   * @param other where the data come from
   * @return the changed section
   */
  public DataSection from(Selection<DataSourceProvider<?>> other) {
    return new DataSection(other, transform, unlabelled);
  }
}
