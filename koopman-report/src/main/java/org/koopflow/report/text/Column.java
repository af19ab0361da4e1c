package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.evaluation.FigureCatalog;

/**
 * A figure where runs are compared.
 *
 * @param name what stands at its head
 * @param path where the figure stands in the tree of metrics
 */
record Column(String name, List<String> path) {
  /**
   * The columns of some runs: what is said of teacher, student and floor, what is said of a run as
   * a whole, and what the fewest steps along the teacher give.
   */
  static List<Column> of(List<Map<String, ?>> runs, FigureCatalog catalog) {
    List<Column> columns = new ArrayList<>();
    for (String side : FigureCatalog.SIDES) {
      columns.addAll(at(List.of(side), side + " ", runs, catalog));
    }
    columns.addAll(at(List.of(), "", runs, catalog));
    String few = FigureCatalog.FEW_STEPS.key();
    keys(List.of(few), runs).stream()
        .limit(1)
        .forEach(
            steps ->
                columns.addAll(
                    at(
                        List.of(few, steps),
                        steps + (steps.equals("1") ? " Euler step " : " Euler steps "),
                        runs,
                        catalog)));
    return columns;
  }

  private static List<Column> at(
      List<String> section, String prefix, List<Map<String, ?>> runs, FigureCatalog catalog) {
    List<Column> columns = new ArrayList<>();
    for (String key : keys(section, runs)) {
      String head = catalog.of(key).map(Figure::column).orElse("");
      if (!head.isEmpty()) {
        List<String> path = new ArrayList<>(section);
        path.add(key);
        columns.add(new Column(prefix + head, path));
      }
    }
    return columns;
  }

  /** Keys some run has in a section of its tree, in the order they are first met. */
  private static Set<String> keys(List<String> section, List<Map<String, ?>> runs) {
    Set<String> keys = new LinkedHashSet<>();
    for (Map<String, ?> run : runs) {
      if (value(run, section) instanceof Map<?, ?> map) {
        map.keySet().forEach(key -> keys.add(String.valueOf(key)));
      }
    }
    return keys;
  }

  private static Object value(Map<String, ?> metrics, List<String> path) {
    Object at = metrics;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at;
  }

  /** The figure of a run; the mean of one that has several values, such as one by time. */
  Object in(Map<String, ?> metrics) {
    Object value = value(metrics, path);
    return value instanceof Map<?, ?> map ? mean(map.values()) : value;
  }

  private static Double mean(Collection<?> values) {
    OptionalDouble mean =
        values.stream()
            .filter(Number.class::isInstance)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }
}
