package org.koopflow.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.koopflow.benchmarks.measure.BenchmarkFigure;

/** Figures of a benchmark as text. */
final class BenchTable {
  private static final String ROW = "%-8s%-40s%12s%14s %-13s%9s%9s%11s%n";

  private BenchTable() {}

  static String of(Map<String, Object> machine, List<BenchmarkFigure> figures) {
    StringBuilder text = new StringBuilder();
    text.append(
            machine.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; ")))
        .append(System.lineSeparator())
        .append(System.lineSeparator());
    text.append(line("", "", "ms", "per second", "", "GFLOP/s", "of GEMM", "error"));
    String backend = figures.isEmpty() ? "" : figures.get(0).backend();
    for (BenchmarkFigure figure : figures) {
      if (!figure.backend().equals(backend)) {
        text.append(System.lineSeparator());
        backend = figure.backend();
      }
      text.append(row(figure));
    }
    return text.append(System.lineSeparator())
        .append(
            """
            GFLOP/s counts matrix products alone. "of GEMM" compares with the product of two 1024 x
            1024 matrices of the same backend, run in turn. An exponential of n x n counts as one
            product of its size; those of 'host' are in double precision and beside the first backend.
            "error" is relative, in the 1-norm, to the exponential in closed form; 'euler-k' is a baseline
            and not exact. A strategy for blocks alone is given a generator of blocks.
            """)
        .toString();
  }

  private static String row(BenchmarkFigure figure) {
    if (figure.note().isPresent()) {
      return line(figure.backend(), figure.name(), "-", "", "", "", "", "").stripTrailing()
          + "  "
          + figure.note().get()
          + System.lineSeparator();
    }
    return line(
        figure.backend(),
        figure.name(),
        number(figure.speed().seconds() * 1e3),
        number(figure.speed().perSecond()),
        figure.speed().unit(),
        number(figure.speed().gflops()),
        number(100 * figure.speed().share()) + " %",
        figure.error().isPresent()
            ? String.format(Locale.ROOT, "%.1e", figure.error().getAsDouble())
            : "");
  }

  private static String line(String... cells) {
    return String.format(Locale.ROOT, ROW, (Object[]) cells).stripTrailing()
        + System.lineSeparator();
  }

  /** Three digits that count, or all before the point. */
  private static String number(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
