package org.koopflow.api.metric;

/**
 * Description of a figure a metric writes, which whoever shows figures asks. The figure itself is a
 * number, a text, or a map or list of them.
 *
 * @param key its key among the metrics of a run, such as {@code endMse}
 * @param label what a person calls it
 * @param column what stands at the head of its column where runs are compared, such as {@code SW2};
 *     empty if it has none there
 * @param unit its unit; empty for a plain number
 * @param better which way it improves
 * @param headline whether a run is judged by it first
 */
public record Figure(
    String key, String label, String column, String unit, Better better, boolean headline) {
  /**
   * Checks key and label.
   *
   * @param key its key
   * @param label what a person calls it
   * @param column what stands at the head of its column
   * @param unit its unit
   * @param better which way it improves
   * @param headline whether a run is judged by it first
   */
  public Figure {
    if (!key.matches("[a-z][A-Za-z0-9]*") || label.isBlank()) {
      throw new IllegalArgumentException(
          "a figure needs a key like 'endMse' and a label, got '" + key + "' and '" + label + "'");
    }
  }

  /**
   * A figure without unit that stands in no column and is no headline.
   *
   * @param key its key
   * @param label what a person calls it
   * @param better which way it improves
   * @return its description
   */
  public static Figure of(String key, String label, Better better) {
    return new Figure(key, label, "", "", better, false);
  }

  /**
   * The same in a unit.
   *
   * @param other the unit
   * @return the changed description
   */
  public Figure in(String other) {
    return new Figure(key, label, column, other, better, headline);
  }

  /**
   * The same as a column where runs are compared.
   *
   * @param other what stands at its head
   * @return the changed description
   */
  public Figure under(String other) {
    return new Figure(key, label, other, unit, better, headline);
  }

  /**
   * The same as a figure a run is judged by first.
   *
   * @return the changed description
   */
  public Figure asHeadline() {
    return new Figure(key, label, column, unit, better, true);
  }
}
