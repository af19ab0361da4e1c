package org.koopflow.cli.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.evaluation.FigureCatalog;

/**
 * Figures of two models as rows of a table. Of one that is known at many times, those nearest to
 * some are shown.
 *
 * @param catalog what figures are called
 * @param times the times to show
 */
record FigureRows(FigureCatalog catalog, List<Double> times) {
  /** One row; what a model lacks is a dash. */
  record Row(String label, Object first, Object second) {}

  List<Row> of(Map<String, ?> first, Map<String, ?> second) {
    List<Row> rows = new ArrayList<>();
    for (String key : keys(first, second)) {
      String label = catalog.of(key).map(Figure::label).orElse(key);
      if (first.get(key) instanceof Map<?, ?> || second.get(key) instanceof Map<?, ?>) {
        Map<?, ?> one = parts(first.get(key));
        Map<?, ?> other = parts(second.get(key));
        for (String part : shown(keys(one, other))) {
          rows.add(new Row(label + ", " + part, value(one.get(part)), value(other.get(part))));
        }
      } else {
        rows.add(new Row(label, value(first.get(key)), value(second.get(key))));
      }
    }
    return rows;
  }

  private static Map<?, ?> parts(Object figure) {
    return figure instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Object value(Object figure) {
    return figure == null ? "-" : figure;
  }

  private static Set<String> keys(Map<?, ?> first, Map<?, ?> second) {
    Set<String> keys = new LinkedHashSet<>();
    first.keySet().forEach(key -> keys.add(key.toString()));
    second.keySet().forEach(key -> keys.add(key.toString()));
    return keys;
  }

  /** All parts, but of times the nearest ones. */
  private Set<String> shown(Set<String> parts) {
    if (parts.isEmpty() || !parts.stream().allMatch(part -> part.matches("[0-9.]+(E-?[0-9]+)?"))) {
      return parts;
    }
    Set<String> nearest = new LinkedHashSet<>();
    for (double time : times) {
      nearest.add(
          parts.stream()
              .min(Comparator.comparingDouble(part -> Math.abs(Double.parseDouble(part) - time)))
              .orElseThrow());
    }
    return nearest;
  }
}
