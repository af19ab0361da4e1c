package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.metric.Figure;
import org.koopflow.core.evaluation.FigureCatalog;

/**
 * Figures and their names as a person reads them.
 *
 * @param catalog what is known of the figures
 */
record Labels(FigureCatalog catalog) {
  /** What a figure is called; one nobody knows by the words of its key. */
  String of(String key) {
    int dot = key.indexOf('.');
    Optional<String> whole = catalog.of(key).map(Figure::label);
    Optional<String> part =
        dot < 0
            ? Optional.empty()
            : catalog
                .of(key.substring(0, dot))
                .map(figure -> figure.label() + ", " + Words.of(key.substring(dot + 1)));
    return whole.or(() -> part).orElseGet(() -> Words.of(key.replaceAll("(?<=[A-Za-z])\\.", ", ")));
  }

  /** Maps and lists become one line, such as {@code 0.25: 0.002, 0.5: 0.008}. */
  String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      return Numbers.text(number);
    }
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, inner) -> parts.add(of(key.toString()) + ": " + text(inner)));
      return String.join(", ", parts);
    }
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(this::text).toList());
    }
    return value.toString();
  }
}
