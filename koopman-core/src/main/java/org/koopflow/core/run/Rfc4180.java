package org.koopflow.core.run;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated text with quotes, as RFC 4180 has it. */
final class Rfc4180 {
  private Rfc4180() {}

  /** Cells of every line; a line feed or the end closes one. */
  static List<List<String>> lines(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (quoted) {
        boolean doubled = next == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
        if (next != '"' || doubled) {
          cell.append(next);
          i += doubled ? 1 : 0;
        } else {
          quoted = false;
        }
      } else if (next == '"') {
        quoted = true;
      } else if (next == ',' || next == '\n') {
        line.add(cell.toString());
        cell.setLength(0);
        if (next == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else {
        cell.append(next);
      }
    }
    if (cell.length() > 0 || !line.isEmpty()) {
      line.add(cell.toString());
      lines.add(line);
    }
    return lines;
  }
}
