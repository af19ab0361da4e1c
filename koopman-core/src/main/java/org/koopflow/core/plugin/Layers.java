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
   * @param aloneIsLater whether the value alone counts where both say something
   */
  public record Mixed(String alone, Map<String, Object> keys, boolean aloneIsLater) {
    /** The keys, and what the value alone says for one of them. */
    Map<String, Object> with(String key, Object said) {
      Map<String, Object> both = new LinkedHashMap<>(keys);
      if (aloneIsLater || !keys.containsKey(key) || keys.get(key) instanceof Inherited) {
        both.put(key, said);
      }
      return both;
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
    Map<String, Object> keys = keys(first);
    if (second instanceof Map) {
      Map<String, Object> both = joined(keys, section(second));
      String alone = alone(first);
      return alone == null ? both : new Mixed(alone, both, false);
    }
    return second instanceof String alone && !keys.isEmpty()
        ? new Mixed(alone, keys, true)
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
    Map<String, Object> former = keys(below);
    if (above instanceof Mixed mixed) {
      return new Mixed(mixed.alone(), over(inherited(former), mixed.keys()), mixed.aloneIsLater());
    }
    if (above instanceof Map) {
      Map<String, Object> both = changed(former, section(above));
      String alone = alone(below);
      return alone == null ? both : new Mixed(alone, both, false);
    }
    return above instanceof String alone && !former.isEmpty()
        ? new Mixed(alone, inherited(former), true)
        : above;
  }

  /** What a layer writes as a value alone; null if it writes a section, or nothing. */
  private static String alone(Object value) {
    return value instanceof Mixed mixed
        ? mixed.alone()
        : value instanceof String text ? text : null;
  }

  /** The keys a layer writes. */
  private static Map<String, Object> keys(Object value) {
    return value instanceof Mixed mixed
        ? mixed.keys()
        : value instanceof Map ? section(value) : Map.of();
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
