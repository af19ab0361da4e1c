package org.koopflow.spectral.model.findings;

import java.util.List;

/**
 * Samples and data before and after edits of several strengths.
 *
 * @param series one for each edit
 */
public record EditsFinding(List<EditSeries> series) implements Finding {
  /**
   * Copies the list.
   *
   * @param series one for each edit
   */
  public EditsFinding {
    series = List.copyOf(series);
  }
}
