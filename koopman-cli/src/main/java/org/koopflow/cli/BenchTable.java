package org.koopflow.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.koopflow.benchmarks.measure.BenchmarkFigure;
import org.koopflow.benchmarks.measure.Measure;

/** Figures of a benchmark as text. */
final class BenchTable {
  private static final String NAME = "%-8s%-40s";
  private static final int WIDTH = 11;
  private static final int MADE = 14;

  private BenchTable() {}

  static String of(Map<String, Object> machine, List<BenchmarkFigure> figures) {
    StringBuilder text = new StringBuilder();
    text.append(
            machine.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; ")))
        .append(System.lineSeparator())
        .append(System.lineSeparator());
    text.append(line("", "", measure -> measure.figure().column(), ""));
    String backend = figures.isEmpty() ? "" : figures.get(0).backend();
    for (BenchmarkFigure figure : figures) {
      if (!figure.backend().equals(backend)) {
        text.append(System.lineSeparator());
        backend = figure.backend();
      }
      text.append(row(figure));
    }
    text.append(System.lineSeparator());
    for (Measure measure : Measure.ALL) {
      text.append(measure.figure().column())
          .append(": ")
          .append(measure.figure().label())
          .append("; ")
          .append(measure.figure().better().words())
          .append(System.lineSeparator());
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
      return String.format(
              Locale.ROOT, NAME + "%" + WIDTH + "s", figure.backend(), figure.name(), "-")
          + "  "
          + figure.note().get()
          + System.lineSeparator();
    }
    return line(
        figure.backend(),
        figure.name(),
        measure -> text(measure.figure().unit(), measure.of().applyAsDouble(figure)),
        figure.speed().unit());
  }

  /** A cell for each measure, and beside rates what a run makes. */
  private static String line(
      String backend, String name, Function<Measure, String> cells, String made) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, NAME, backend, name));
    for (Measure measure : Measure.ALL) {
      line.append(String.format(Locale.ROOT, " %" + (WIDTH - 1) + "s", cells.apply(measure)));
      if (measure.figure().unit().equals(Measure.RATE)) {
        line.append(String.format(Locale.ROOT, " %-" + (MADE - 1) + "s", made));
      }
    }
    return line.toString().stripTrailing() + System.lineSeparator();
  }

  private static String text(String unit, double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return switch (unit) {
      case Measure.TIME -> number(1e3 * value) + " ms";
      case Measure.SHARE -> number(100 * value) + " %";
      case "" -> String.format(Locale.ROOT, "%.1e", value);
      default -> number(value);
    };
  }

  /** Three digits that count, or all before the point. */
  private static String number(double value) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
