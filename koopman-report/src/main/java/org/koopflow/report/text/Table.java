package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs of a study side by side, one row each: what was varied, then what was measured.
 *
 * @param header names of the columns
 * @param rows cells: texts, numbers, or null where there is no figure
 */
public record Table(List<String> header, List<List<Object>> rows) {
  /** Figures by the name of their column, as paths into the tree of metrics. */
  private static final List<String[]> FIGURES =
      List.of(
          new String[] {"teacher SW2", "teacher", "slicedWasserstein"},
          new String[] {"teacher NFE", "teacher", "nfe"},
          new String[] {"student SW2", "student", "slicedWasserstein"},
          new String[] {"floor SW2", "floor", "slicedWasserstein"},
          new String[] {"end MSE", "endMse"},
          new String[] {"path MSE", "pathMse"},
          new String[] {"residual", "relativeResidual"},
          new String[] {"1 Euler step SW2", "euler", "1", "slicedWasserstein"});

  /**
   * Copies the lists.
   *
   * @param header names of the columns
   * @param rows cells
   */
  public Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /**
   * A table without rows.
   *
   * @param varied names of the settings that were varied
   * @return the table
   */
  public static Table of(List<String> varied) {
    List<String> header = new ArrayList<>(varied);
    FIGURES.forEach(figure -> header.add(figure[0]));
    return new Table(header, List.of());
  }

  /**
   * Adds a run.
   *
   * @param values values of the settings that were varied
   * @param metrics tree of its metrics; the path error is averaged over its times
   * @return the longer table
   */
  public Table with(List<String> values, Map<String, ?> metrics) {
    List<Object> row = new ArrayList<>(values);
    for (String[] figure : FIGURES) {
      Object at = metrics;
      for (String key : Arrays.copyOfRange(figure, 1, figure.length)) {
        at = at instanceof Map<?, ?> map ? map.get(key) : null;
      }
      row.add(at instanceof Map<?, ?> map ? mean(map) : at);
    }
    List<List<Object>> longer = new ArrayList<>(rows);
    longer.add(java.util.Collections.unmodifiableList(row));
    return new Table(header, longer);
  }

  private static Double mean(Map<?, ?> byTime) {
    return byTime.isEmpty()
        ? null
        : byTime.values().stream()
            .mapToDouble(value -> ((Number) value).doubleValue())
            .average()
            .orElseThrow();
  }

  /**
   * Aligned text for a terminal.
   *
   * @return lines, closed by a line feed
   */
  public String toText() {
    List<List<String>> lines = new ArrayList<>(List.of(header));
    rows.forEach(row -> lines.add(row.stream().map(Table::shown).toList()));
    int[] widths = new int[header.size()];
    for (List<String> line : lines) {
      for (int j = 0; j < widths.length; j++) {
        widths[j] = Math.max(widths[j], line.get(j).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int j = 0; j < widths.length; j++) {
        String cell = line.get(j);
        String space = " ".repeat(widths[j] - cell.length());
        boolean figure = j >= header.size() - FIGURES.size();
        padded.append(j == 0 ? "" : "  ").append(figure ? space + cell : cell + space);
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String shown(Object cell) {
    return cell == null ? "-" : cell instanceof Number number ? Numbers.text(number) : cell + "";
  }

  /**
   * Comma-separated values with all digits (RFC 4180).
   *
   * @return lines, closed by a line feed
   */
  public String toCsv() {
    StringBuilder csv = new StringBuilder();
    csv.append(line(List.copyOf(header)));
    rows.forEach(row -> csv.append(line(row)));
    return csv.toString();
  }

  private static String line(List<?> cells) {
    return cells.stream()
            .map(cell -> cell == null ? "" : cell.toString())
            .map(
                cell ->
                    cell.matches("(?s).*[,\"\n].*") ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
            .collect(Collectors.joining(","))
        + "\n";
  }
}
