package org.koopflow.spectral.model.findings;

import org.koopflow.api.data.Dataset;

/**
 * How many rows are kept whole to be looked at: fewer where a row is long, since a page is to hold
 * them all.
 *
 * @param pictures number of small pictures
 * @param points number of rows that are no pictures
 */
public record RowBudget(int pictures, int points) {
  /** Numbers of a small picture, and of a row of which all are kept. */
  private static final int SMALL = 1024;

  /**
   * The number for a data set.
   *
   * @param data what rows are of
   * @return at least 1
   */
  public int rows(Dataset data) {
    int most = data.image().isPresent() ? pictures : points;
    return Math.max(1, (int) Math.min(most, (long) most * SMALL / data.dimension()));
  }
}
