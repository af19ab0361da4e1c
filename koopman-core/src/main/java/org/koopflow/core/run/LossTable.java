package org.koopflow.core.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.koopflow.core.losses.LossRow;
import org.koopflow.numerics.file.DataFiles;

/**
 * Losses by stage and step, as a table with one column per loss term.
 *
 * @param rows the rows, in the order they were recorded
 */
public record LossTable(List<LossRow> rows) {
  private static final List<String> KEYS = List.of("stage", "step");

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

  /**
   * Reads what {@link #toCsv} wrote.
   *
   * @param csv the table
   * @return its rows
   * @throws IllegalArgumentException if it is no such table
   */
  public static LossTable parse(String csv) {
    List<List<String>> lines = Rfc4180.lines(csv);
    if (lines.isEmpty()
        || !lines.get(0).subList(0, Math.min(2, lines.get(0).size())).equals(KEYS)) {
      throw new IllegalArgumentException("a table of losses begins with stage,step");
    }
    List<String> header = lines.get(0);
    List<LossRow> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      if (line.size() != header.size()) {
        throw new IllegalArgumentException(
            "line "
                + (rows.size() + 2)
                + " has "
                + line.size()
                + " cells, the header "
                + header.size());
      }
      Map<String, Double> values = new LinkedHashMap<>();
      for (int k = KEYS.size(); k < header.size(); k++) {
        if (!line.get(k).isEmpty()) {
          values.put(header.get(k), number(rows.size(), header.get(k), line, k, Double::valueOf));
        }
      }
      int step = number(rows.size(), KEYS.get(1), line, 1, Integer::valueOf);
      rows.add(new LossRow(line.get(0), step, values));
    }
    return new LossTable(rows);
  }

  private static <N> N number(
      int row, String column, List<String> line, int cell, Function<String, N> read) {
    try {
      return read.apply(line.get(cell));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "line "
              + (row + 2)
              + ", column "
              + DataFiles.printable(column)
              + " is not a number: '"
              + DataFiles.printable(line.get(cell))
              + "'",
          e);
    }
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
