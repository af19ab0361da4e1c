package org.koopflow.core.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.koopflow.core.training.LossRow;

/**
 * Losses by stage and step, as a table with one column per loss term.
 *
 * @param rows the rows, in the order they were recorded
 */
public record LossTable(List<LossRow> rows) {
  /**
   * Copies the rows.
   *
   * @param rows the rows
   */
  public LossTable {
    rows = List.copyOf(rows);
  }

  /**
   * The names of all terms.
   *
   * @return terms in the order of their first occurrence
   */
  public List<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    rows.forEach(row -> terms.addAll(row.values().keySet()));
    return List.copyOf(terms);
  }

  /**
   * Comma-separated text with a header {@code stage,step,<terms>}, quoted as in RFC 4180. A term
   * that a stage does not have is left empty.
   *
   * @return the table
   */
  public String toCsv() {
    List<String> terms = terms();
    StringBuilder text = new StringBuilder("stage,step");
    terms.forEach(term -> text.append(',').append(quoted(term)));
    text.append('\n');
    for (LossRow row : rows) {
      text.append(quoted(row.stage())).append(',').append(row.step());
      for (String term : terms) {
        Double value = row.values().get(term);
        text.append(',').append(value == null ? "" : JsonText.number(value));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
