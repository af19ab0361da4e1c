package org.koopflow.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How good a run is, arranged for reading: measures of teacher, student and floor side by side, and
 * single facts below. Made from the tree of metrics, whatever measures it holds.
 *
 * @param comparisons one row per measure
 * @param facts what belongs to the run as a whole
 */
public record Quality(List<Comparison> comparisons, List<Fact> facts) {
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("slicedWasserstein", "sliced Wasserstein distance"),
          Map.entry("energy", "energy distance"),
          Map.entry("frechet", "Fr\u00e9chet distance"),
          Map.entry("nfe", "network evaluations per sample"),
          Map.entry("frechetFeatures", "Fr\u00e9chet features"),
          Map.entry("speedup", "speed-up over the teacher"),
          Map.entry("endMse", "end MSE to the teacher"),
          Map.entry("endMseTraining", "end MSE on training trajectories"),
          Map.entry("endMseOverVariance", "end MSE over the data's variance"),
          Map.entry("endVariance", "variance of the data"),
          Map.entry("pathMse", "path MSE to the teacher"),
          Map.entry("euler", "Euler on the teacher, steps:"),
          Map.entry("mmd", "maximum mean discrepancy"));

  /** Parts of the tree that are too large for lines and are shown in another way. */
  private static final Set<String> ELSEWHERE = Set.of("spectrum");

  /** The parts of the tree that are set side by side. */
  private static final List<String> SIDES = List.of("teacher", "student", "floor");

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
   */
  public Quality {
    comparisons = List.copyOf(comparisons);
    facts = List.copyOf(facts);
  }

  /**
   * Arranges metrics.
   *
   * @param metrics the tree, with maps under {@code teacher}, {@code student} and {@code floor}
   * @return the arranged metrics, in the order of the tree
   */
  public static Quality of(Map<String, ?> metrics) {
    List<Map<String, Object>> sides = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (String side : SIDES) {
      Map<String, Object> flat = new LinkedHashMap<>();
      if (metrics.get(side) instanceof Map<?, ?> measures) {
        flatten("", measures, flat);
      }
      sides.add(flat);
      keys.addAll(flat.keySet());
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (String key : keys) {
      List<String> values = sides.stream().map(side -> text(side.get(key))).toList();
      comparisons.add(new Comparison(key, label(key), values));
    }
    List<Fact> facts = new ArrayList<>();
    metrics.forEach(
        (key, value) -> {
          if (!SIDES.contains(key) && !ELSEWHERE.contains(key)) {
            addFacts(key, label(key), value, facts);
          }
        });
    return new Quality(comparisons, facts);
  }

  /** A map of maps, such as measures by number of steps, takes one line for each inner map. */
  private static void addFacts(String key, String label, Object value, List<Fact> facts) {
    if (value instanceof Map<?, ?> map
        && !map.isEmpty()
        && map.values().stream().allMatch(inner -> inner instanceof Map)) {
      map.forEach(
          (innerKey, inner) ->
              addFacts(key + "." + innerKey, label + " " + innerKey, inner, facts));
    } else {
      facts.add(new Fact(key, label, text(value)));
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

  /** Maps and lists become one line, such as {@code 0.25: 0.002, 0.5: 0.008}. */
  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      return Numbers.text(number);
    }
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, inner) -> parts.add(label(key.toString()) + ": " + text(inner)));
      return String.join(", ", parts);
    }
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(Quality::text).toList());
    }
    return value.toString();
  }

  private static String label(String key) {
    return LABELS.getOrDefault(key, Words.of(key.replaceAll("(?<=[A-Za-z])\\.", ", ")));
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
      line(text, first, other, "", SIDES);
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
