package org.koopflow.core.spec;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.plugin.Layers;
import org.koopflow.core.plugin.Suggestion;

/**
 * Keys that a specification may write in a shorter or an older place than the one they have. What
 * is written there is moved, together with where it stands in the file, before anything is read.
 */
final class MovedKeys {
  /** A line for each key that moved; what it held by default before, where that must be known. */
  private static final List<Move> MOVES =
      List.of(
          new Move("data.components", "data.transform.components", "0"),
          new Move("data.file", "data.source.file", ""),
          new Move("data.dir", "data.source.dir", ""),
          new Move("data.samples", "data.source.samples", "50000"),
          new Move("data.testSamples", "data.source.testSamples", "10000"),
          new Move("data.*", "data.source.*"),
          new Move("evaluation.directions", "evaluation.metrics.sliced-wasserstein.directions"),
          new Move("evaluation.energySamples", "evaluation.metrics.energy.samples"),
          new Move("evaluation.speedBatch", "evaluation.metrics.throughput.batch"),
          new Move("evaluation.speedRepeats", "evaluation.metrics.throughput.repeats"));

  /** The keys of those sections of which all others move. */
  private static final Map<String, Set<String>> STAYING =
      Map.of(
          "data",
          Arrays.stream(DataSection.class.getRecordComponents())
              .map(RecordComponent::getName)
              .collect(Collectors.toCollection(TreeSet::new)));

  private final boolean idle;

  /**
   * Creates the rule.
   *
   * @param idle whether moved keys may be such that had no effect: those that what was chosen does
   *     not know are dropped, whatever they hold
   */
  MovedKeys(boolean idle) {
    this.idle = idle;
  }

  /**
   * A key in its former and its present place.
   *
   * @param from path it may be written at; ends in {@code .*} for all keys of a section but those
   *     that stay in it
   * @param to path it has
   * @param formerly what it held where nothing was said: a resolved specification may hold it
   *     without it having any effect, so that it is then dropped where it is not known; null to
   *     take it as it is
   */
  private record Move(String from, String to, String formerly) {
    private static final String ALL = ".*";

    Move(String from, String to) {
      this(from, to, null);
    }

    /** The path of the section the key is written in. */
    String section() {
      return parent(from);
    }

    /** Names of the keys it moves out of a section. */
    List<String> of(Map<String, Object> section) {
      if (!from.endsWith(ALL)) {
        String key = name(from);
        return section.containsKey(key) ? List.of(key) : List.of();
      }
      Set<String> staying = STAYING.get(section());
      // A slip of a key that stays is told as such, and not looked for elsewhere.
      return section.keySet().stream()
          .filter(key -> !staying.contains(key) && Suggestion.of(key, staying).isEmpty())
          .toList();
    }

    /** The place of one of its keys. */
    String target(String key) {
      return to.endsWith(ALL) ? parent(to) + "." + key : to;
    }
  }

  /**
   * Moves what is written in a former place.
   *
   * @param written a document, or an override as one
   * @return the same with every key in its present place
   * @throws SpecificationException if something is written in both places
   */
  YamlDocument.Content moved(YamlDocument.Content written) {
    Map<String, Object> root = copy(written.root());
    Map<String, String> keys = new LinkedHashMap<>(written.keys());
    Map<String, String> values = new LinkedHashMap<>(written.values());
    for (Move move : MOVES) {
      Map<String, Object> section = section(root, move.section());
      for (String key : move.of(section)) {
        String from = move.section() + "." + key;
        String to = move.target(key);
        Object value = section.remove(key);
        Map<String, Object> target = opened(root, parent(to));
        if (target == null) {
          continue;
        }
        if (target.containsKey(name(to))) {
          throw new SpecificationException(
              place(from, keys) + ": '" + from + "' is written a second time as '" + to + "'");
        }
        boolean droppable = idle || String.valueOf(value).equals(move.formerly);
        target.put(name(to), droppable ? new Layers.Inherited(value) : value);
        rename(keys, from, to);
        rename(values, from, to);
      }
    }
    return new YamlDocument.Content(root, keys, values);
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Sections anew, so that they can be changed. */
  private static Map<String, Object> copy(Map<String, Object> section) {
    Map<String, Object> copy = new LinkedHashMap<>(section);
    copy.replaceAll((key, value) -> value instanceof Map ? copy(map(value)) : value);
    return copy;
  }

  /** The section at a path; an empty one if nothing, or something else, is written there. */
  private static Map<String, Object> section(Map<String, Object> root, String path) {
    Map<String, Object> section = root;
    for (String part : path.split("\\.")) {
      if (!(section.get(part) instanceof Map)) {
        return new LinkedHashMap<>();
      }
      section = map(section.get(part));
    }
    return section;
  }

  /**
   * The section at a path, made where it is not written, or where it is written as a value alone.
   * Null where something stands that can be neither: it will be refused, and its keys with it.
   */
  private static Map<String, Object> opened(Map<String, Object> root, String path) {
    Map<String, Object> section = root;
    for (String part : path.split("\\.")) {
      Object inside = section.containsKey(part) ? section.get(part) : new LinkedHashMap<>();
      if (inside instanceof String alone && !alone.isBlank()) {
        inside = new Layers.Mixed(alone, new LinkedHashMap<>(), false);
      }
      if (inside instanceof Map) {
        section.put(part, inside);
        section = map(inside);
      } else if (inside instanceof Layers.Mixed mixed) {
        section.put(part, inside);
        section = mixed.keys();
      } else {
        return null;
      }
    }
    return section;
  }

  /** Where a key stands, or what it is in. */
  private static String place(String path, Map<String, String> places) {
    String at = path;
    while (!places.containsKey(at)) {
      at = parent(at);
    }
    return places.get(at);
  }

  private static void rename(Map<String, String> places, String from, String to) {
    for (String path : List.copyOf(places.keySet())) {
      if (path.equals(from) || path.startsWith(from + ".")) {
        places.put(to + path.substring(from.length()), places.remove(path));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
