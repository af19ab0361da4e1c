package org.koopflow.core.plugin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plain values of several layers of a specification laid over one another: sections key by key, all
 * else whole.
 */
public final class Layers {
  private static final String TYPE = "type";

  private Layers() {}

  /**
   * A value written for another plug-in than the one now chosen: kept if the new one knows its key,
   * dropped otherwise.
   *
   * @param value the value
   */
  public record Inherited(Object value) {
    /** The value itself, whoever it was written for. */
    static Object plain(Object value) {
      return value instanceof Inherited inherited ? inherited.value() : value;
    }
  }

  /**
   * What one layer writes as a value alone, such as the name of a plug-in, and another one as a
   * section.
   *
   * @param alone the value alone
   * @param keys the keys beside it
   */
  public record Mixed(String alone, Map<String, Object> keys) {
    /** Whether a key was meant for what now is chosen. */
    boolean hasOwnKeys() {
      return keys.values().stream().anyMatch(value -> !(value instanceof Inherited));
    }
  }

  /**
   * Joins values that are meant together; where both say something the later counts.
   *
   * @param first values by key
   * @param second later values
   * @return all of them
   */
  public static Map<String, Object> joined(Map<String, Object> first, Map<String, Object> second) {
    Map<String, Object> joined = new LinkedHashMap<>(first);
    second.forEach((key, value) -> joined.put(key, joined(joined.get(key), value)));
    return joined;
  }

  /**
   * Joins what two places say of one key; where both say something the later counts.
   *
   * @param first a value, or null
   * @param second the later value
   * @return both
   */
  public static Object joined(Object first, Object second) {
    if (second instanceof Map && first instanceof Map) {
      return joined(section(first), section(second));
    }
    if (second instanceof Map && first instanceof Mixed mixed) {
      return new Mixed(mixed.alone(), joined(mixed.keys(), section(second)));
    }
    return second instanceof Map && first instanceof String alone
        ? new Mixed(alone, section(second))
        : second;
  }

  /**
   * Lays changes over what was written. Where they choose another plug-in, keys that were written
   * for the former one are {@link Inherited}.
   *
   * @param below what was written, by key
   * @param above the changes, by key
   * @return both
   */
  public static Map<String, Object> changed(Map<String, Object> below, Map<String, Object> above) {
    Object chosen = above.get(TYPE);
    boolean another = chosen != null && !chosen.equals(below.get(TYPE));
    return over(another ? inherited(below) : new LinkedHashMap<>(below), above);
  }

  private static Map<String, Object> over(Map<String, Object> below, Map<String, Object> above) {
    above.forEach((key, value) -> below.put(key, changed(Inherited.plain(below.get(key)), value)));
    return below;
  }

  private static Object changed(Object below, Object above) {
    Map<String, Object> former =
        below instanceof Mixed mixed
            ? mixed.keys()
            : below instanceof Map ? section(below) : Map.of();
    if (above instanceof Mixed mixed) {
      return new Mixed(mixed.alone(), over(inherited(former), mixed.keys()));
    }
    if (above instanceof String alone && !former.isEmpty()) {
      return new Mixed(alone, inherited(former));
    }
    if (!(above instanceof Map)) {
      return above;
    }
    if (below instanceof String alone) {
      return new Mixed(alone, section(above));
    }
    Map<String, Object> both = changed(former, section(above));
    return below instanceof Mixed mixed ? new Mixed(mixed.alone(), both) : both;
  }

  private static Map<String, Object> inherited(Map<String, Object> written) {
    Map<String, Object> inherited = new LinkedHashMap<>(written);
    inherited.replaceAll((key, value) -> new Inherited(Inherited.plain(value)));
    return inherited;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Object value) {
    return (Map<String, Object>) value;
  }
}
