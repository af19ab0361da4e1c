package org.koopflow.core.spec;

import org.koopflow.api.Selection;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.TransformProvider;

/**
 * What to learn.
 *
 * @param source where the data come from
 * @param transform what is done before the flow and undone after it
 */
public record DataSection(
    Selection<DataSourceProvider<?>> source, Selection<TransformProvider<?>> transform) {
  /** Eight gaussians on a ring, as they are. */
  public static final DataSection DEFAULT =
      new DataSection(Selection.of("eight-gaussians"), Selection.of("none"));

  /**
   * The same data as they come from another source.
   *
   * @param other where the data come from
   * @return the changed section
   */
  public DataSection from(Selection<DataSourceProvider<?>> other) {
    return new DataSection(other, transform);
  }
}
