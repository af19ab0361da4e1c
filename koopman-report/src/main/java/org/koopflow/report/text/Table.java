package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.koopflow.core.evaluation.FigureCatalog;

/**
 * Runs of a study side by side, one row each: what was varied, then what was measured. A figure has
 * a column if its metric gives it one and a run has it.
 *
 * @param varied names of the settings that were varied
 * @param runs what came out
 * @param catalog what is known of the figures
 */
public record Table(List<String> varied, List<Run> runs, FigureCatalog catalog) {
  /**
   * A run.
   *
   * @param values values of the settings that were varied
   * @param metrics tree of its metrics
   */
  public record Run(List<String> values, Map<String, ?> metrics) {}

  /**
   * Copies the lists.
   *
   * @param varied names of the settings that were varied
   * @param runs what came out
   * @param catalog what is known of the figures
   */
  public Table {
    varied = List.copyOf(varied);
    runs = List.copyOf(runs);
  }

  /**
   * A table without rows.
   *
   * @param varied names of the settings that were varied
   * @param catalog what is known of the figures
   * @return the table
   */
  public static Table of(List<String> varied, FigureCatalog catalog) {
    return new Table(varied, List.of(), catalog);
  }

  /**
   * Adds a run.
   *
   * @param values values of the settings that were varied
   * @param metrics tree of its metrics; a figure by time is averaged
   * @return the longer table
   */
  public Table with(List<String> values, Map<String, ?> metrics) {
    List<Run> longer = new ArrayList<>(runs);
    longer.add(new Run(values, metrics));
    return new Table(varied, longer, catalog);
  }

  /**
   * Names of the columns.
   *
   * @return the settings, then the figures
   */
  public List<String> header() {
    List<String> header = new ArrayList<>(varied);
    columns().forEach(column -> header.add(column.name()));
    return header;
  }

  /**
   * The cells.
   *
   * @return a row for each run: texts, numbers, or null where there is no figure
   */
  public List<List<Object>> rows() {
    List<Column> columns = columns();
    List<List<Object>> rows = new ArrayList<>();
    for (Run run : runs) {
      List<Object> row = new ArrayList<>(run.values);
      columns.forEach(column -> row.add(column.in(run.metrics)));
      rows.add(Collections.unmodifiableList(row));
    }
    return rows;
  }

  private List<Column> columns() {
    List<Map<String, ?>> trees = runs.stream().<Map<String, ?>>map(Run::metrics).toList();
    return Column.of(trees, catalog);
  }

  /**
   * Aligned text for a terminal.
   *
   * @return lines, closed by a line feed
   */
  public String toText() {
    List<String> header = header();
    List<List<String>> lines = new ArrayList<>(List.of(header));
    rows().forEach(row -> lines.add(row.stream().map(Table::shown).toList()));
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
        boolean figure = j >= varied.size();
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
    csv.append(line(header()));
    rows().forEach(row -> csv.append(line(row)));
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
