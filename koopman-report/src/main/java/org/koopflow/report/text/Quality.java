package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.spectral.model.findings.SpectralFindings;

/**
 * How good a run is, arranged for reading: measures of teacher, student and floor side by side, and
 * single facts below. Made from the tree of metrics, whatever measures it holds.
 *
 * @param comparisons one row per measure
 * @param facts what belongs to the run as a whole
 * @param catalog what is known of the measures
 */
public record Quality(List<Comparison> comparisons, List<Fact> facts, FigureCatalog catalog) {
  /**
   * One measure.
   *
   * @param key its key among the metrics
   * @param label what it is
   * @param values text for teacher, student and floor; empty where it does not apply
   */
  public record Comparison(String key, String label, List<String> values) {}

  /**
   * One fact.
   *
   * @param key its key among the metrics
   * @param label what it is
   * @param value its text
   */
  public record Fact(String key, String label, String value) {}

  /**
   * Copies the lists.
   *
   * @param comparisons one row per measure
   * @param facts what belongs to the run as a whole
   * @param catalog what is known of the measures
   */
  public Quality {
    comparisons = List.copyOf(comparisons);
    facts = List.copyOf(facts);
  }

  /**
   * Arranges metrics.
   *
   * @param metrics the tree, with maps under {@link FigureCatalog#SIDES}
   * @param catalog what is known of the measures
   * @return the arranged metrics, in the order of the tree
   */
  public static Quality of(Map<String, ?> metrics, FigureCatalog catalog) {
    Labels labels = new Labels(catalog);
    List<Map<String, Object>> sides = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (String side : FigureCatalog.SIDES) {
      Map<String, Object> flat = new LinkedHashMap<>();
      if (metrics.get(side) instanceof Map<?, ?> measures) {
        flatten("", measures, flat);
      }
      sides.add(flat);
      keys.addAll(flat.keySet());
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (String key : keys) {
      List<String> values = sides.stream().map(side -> labels.text(side.get(key))).toList();
      comparisons.add(new Comparison(key, labels.of(key), values));
    }
    List<Fact> facts = new ArrayList<>();
    metrics.forEach(
        (key, value) -> {
          // What a spectrum says is too large for lines and is shown in another way.
          if (!FigureCatalog.SIDES.contains(key) && !key.equals(SpectralFindings.KEY)) {
            addFacts(key, labels.of(key), value, labels, facts);
          }
        });
    return new Quality(comparisons, facts, catalog);
  }

  /** A map of maps, such as measures by number of steps, takes one line for each inner map. */
  private static void addFacts(
      String key, String label, Object value, Labels labels, List<Fact> facts) {
    if (value instanceof Map<?, ?> map
        && !map.isEmpty()
        && map.values().stream().allMatch(inner -> inner instanceof Map)) {
      map.forEach(
          (innerKey, inner) ->
              addFacts(key + "." + innerKey, label + " " + innerKey, inner, labels, facts));
    } else {
      facts.add(new Fact(key, label, labels.text(value)));
    }
  }

  private static void flatten(String prefix, Map<?, ?> tree, Map<String, Object> flat) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + key + ".", inner, flat);
          } else {
            flat.put(prefix + key, value);
          }
        });
  }

  /**
   * Aligned text for a terminal.
   *
   * @return lines, closed by a line feed
   */
  public String toText() {
    int first = 0;
    int other = 10;
    for (Comparison row : comparisons) {
      first = Math.max(first, row.label().length());
      other = Math.max(other, row.values().stream().mapToInt(String::length).max().orElse(0));
    }
    for (Fact fact : facts) {
      first = Math.max(first, fact.label().length());
    }
    StringBuilder text = new StringBuilder();
    if (!comparisons.isEmpty()) {
      line(text, first, other, "", FigureCatalog.SIDES);
    }
    for (Comparison row : comparisons) {
      line(text, first, other, row.label(), row.values());
    }
    for (Fact fact : facts) {
      text.append(String.format("%-" + first + "s  %s%n", fact.label(), fact.value()));
    }
    return text.toString().replace("\r", "");
  }

  private static void line(
      StringBuilder text, int first, int other, String label, List<String> values) {
    StringBuilder line = new StringBuilder(String.format("%-" + first + "s", label));
    for (String value : values) {
      line.append(String.format("  %" + other + "s", value));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
