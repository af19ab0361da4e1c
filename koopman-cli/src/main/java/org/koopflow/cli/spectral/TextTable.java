package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Columns of text for a terminal, flush right. */
final class TextTable {
  private final List<List<String>> lines = new ArrayList<>();

  TextTable(String... header) {
    lines.add(List.of(header));
  }

  /** Adds a line of numbers and texts. */
  TextTable line(Object... cells) {
    lines.add(Arrays.stream(cells).map(TextTable::text).toList());
    return this;
  }

  /** Four significant digits; what is not finite, or not there, is a dash. */
  static String text(Object cell) {
    if (cell instanceof OptionalDouble optional) {
      return optional.isPresent() ? text(optional.getAsDouble()) : "-";
    }
    if (!(cell instanceof Double number)) {
      return String.valueOf(cell);
    }
    double size = Math.abs(number);
    if (!Double.isFinite(number)) {
      return "-";
    }
    if (number == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e5) {
      return String.format(Locale.ROOT, "%.2e", number);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  @Override
  public String toString() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int j = 0; j < columns; j++) {
        widths[j] = Math.max(widths[j], line.get(j).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int j = 0; j < columns; j++) {
        row.append(j == 0 ? "" : "  ").append(" ".repeat(widths[j] - line.get(j).length()));
        row.append(line.get(j));
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
