package org.koopflow.core.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Losses by stage and step, as a table with one column per loss term.
 *
 * @param rows the rows, in the order they were recorded
 */
public record LossTable(List<Row> rows) {
  /**
   * Copies the rows.
   *
   * @param rows the rows
   */
  public LossTable {
    rows = List.copyOf(rows);
  }

  /**
   * The losses of one step.
   *
   * @param stage what was trained
   * @param step the optimizer step, from 0
   * @param terms value by term
   */
  public record Row(String stage, long step, Map<String, Double> terms) {
    /**
     * Copies the map, keeping its order.
     *
     * @param stage what was trained
     * @param step the optimizer step
     * @param terms value by term
     */
    public Row {
      terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }
  }

  /**
   * The names of all terms.
   *
   * @return terms in the order of their first occurrence
   */
  public List<String> terms() {
    Set<String> terms = new LinkedHashSet<>();
    rows.forEach(row -> terms.addAll(row.terms().keySet()));
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
    for (Row row : rows) {
      text.append(quoted(row.stage())).append(',').append(row.step());
      for (String term : terms) {
        Double value = row.terms().get(term);
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
