package org.koopflow.core.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.koopflow.api.Plugin;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.SpecificationException;

/**
 * Turns plain values into settings records and back. A value that is not given keeps the default; a
 * key the record does not know, or a value of a wrong type, is an error that names its path.
 */
public final class Settings {
  private final Plugins plugins;

  Settings(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Lays values over a record of defaults.
   *
   * @param path where the values stand in the specification, for messages; may be empty
   * @param defaults the record that holds where nothing is given
   * @param values values by component name: numbers, booleans, strings, lists and maps
   * @param <R> the record's type
   * @return the record
   * @throws SettingsException if a key or a value is wrong
   */
  public <R extends Record> R bind(String path, R defaults, Map<String, ?> values) {
    @SuppressWarnings("unchecked")
    Class<R> type = (Class<R>) defaults.getClass();
    RecordComponent[] components = type.getRecordComponents();
    List<String> known = Records.names(type);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new SettingsException(
            Records.join(path, key),
            "unknown key '"
                + key
                + "'"
                + Suggestion.of(key, known)
                + (path.isEmpty() ? "; known keys: " : "; known keys of '" + path + "': ")
                + String.join(", ", known),
            true);
      }
    }
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Object standard = Records.read(components[i], defaults);
      arguments[i] =
          convert(
              Records.join(path, name),
              components[i].getGenericType(),
              standard,
              values.get(name),
              values.containsKey(name));
    }
    return Records.construct(path, type, arguments);
  }

  /**
   * The settings of a selected plug-in.
   *
   * @param path where the selection stands in the specification, for messages
   * @param plugin the plug-in
   * @param selection the selection
   * @param <S> the plug-in's settings
   * @return its record
   */
  public <S extends Record> S bind(String path, Plugin<S> plugin, Selection<?> selection) {
    return bind(path, plugin.defaults(), selection.settings());
  }

  /**
   * Writes a record as plain values, in the order of its components.
   *
   * @param record the record
   * @return values by component name, without what is optional and not chosen; selections become
   *     maps with {@code type} first
   */
  public Map<String, Object> values(Record record) {
    return PlainValues.of(record);
  }

  /**
   * A value written for another plug-in than the one now chosen: kept if the new one knows its key,
   * dropped otherwise.
   *
   * @param value the value
   */
  public record Inherited(Object value) {}

  private Object convert(String path, Type type, Object standard, Object value, boolean given) {
    if (standard instanceof Selection<?> selection) {
      return select(
          path, (ParameterizedType) type, selection, given ? section(path, value) : Map.of());
    }
    if (standard instanceof Selections<?> selections) {
      return choose(
          path, (ParameterizedType) type, selections, given ? map(path, value) : Map.of());
    }
    if (standard instanceof Record record) {
      // Even where nothing is written: what the record selects is resolved all the same.
      return bind(path, record, given ? map(path, value) : Map.of());
    }
    if (!given) {
      return standard;
    }
    if (standard instanceof Optional<?> && type instanceof ParameterizedType optional) {
      // Nothing stands for it by default, so the plug-in must be named.
      ParameterizedType selection = (ParameterizedType) optional.getActualTypeArguments()[0];
      Map<String, Object> chosen = section(path, value);
      if (!(chosen.get("type") instanceof String name)) {
        throw SettingsException.wrong(
            Records.join(path, "type"), "the name of a plug-in", chosen.get("type"));
      }
      return Optional.of(select(path, selection, Selection.of(name), chosen));
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!(value instanceof List<?> items)) {
        throw SettingsException.wrong(path, "a list", value);
      }
      List<Object> converted = new ArrayList<>();
      for (Object item : items) {
        converted.add(Scalars.of(path, (Class<?>) list.getActualTypeArguments()[0], item));
      }
      return converted;
    }
    return Scalars.of(path, (Class<?>) type, value);
  }

  /** A selection as it is written: keys with the plug-in's name among them, or the name alone. */
  private static Map<String, Object> section(String path, Object value) {
    return value instanceof String name && !name.isBlank()
        ? new LinkedHashMap<>(Map.of("type", name))
        : map(path, value);
  }

  private static Map<String, Object> map(String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw SettingsException.wrong(path, "a section of keys", value);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    return copy;
  }

  /** Resolves a nested selection: all settings of the plug-in it names, checked. */
  private <P extends Plugin<?>> Selection<P> select(
      String path, ParameterizedType type, Selection<?> standard, Map<String, Object> given) {
    Object name = given.getOrDefault("type", standard.type());
    if (!(name instanceof String chosen)) {
      throw SettingsException.wrong(Records.join(path, "type"), "the name of a plug-in", name);
    }
    Plugin<?> plugin = describe(Records.join(path, "type"), type, chosen);
    Map<String, Object> values = new LinkedHashMap<>();
    if (chosen.equals(standard.type())) {
      values.putAll(standard.settings());
    }
    given.forEach((key, item) -> values.put(key, overlay(values.get(key), item)));
    values.remove("type");
    List<String> known = Records.names(plugin.defaults().getClass());
    values
        .entrySet()
        .removeIf(e -> e.getValue() instanceof Inherited && !known.contains(e.getKey()));
    values.replaceAll((key, item) -> item instanceof Inherited kept ? kept.value() : item);
    return new Selection<>(chosen, values(bind(path, plugin.defaults(), values)));
  }

  /** Resolves plug-ins chosen together: those by default, changed and added to as is written. */
  private <P extends Plugin<?>> Selections<P> choose(
      String path, ParameterizedType type, Selections<?> standard, Map<String, Object> given) {
    Map<String, Selection<P>> chosen = new LinkedHashMap<>();
    Set<String> leftOut = new LinkedHashSet<>(standard.leftOut());
    standard
        .chosen()
        .forEach((name, each) -> chosen.put(name, select(path + "." + name, type, each, Map.of())));
    given.forEach(
        (name, value) -> {
          String at = Records.join(path, name);
          Plugin<?> plugin = describe(at, type, name);
          if ("false".equals(String.valueOf(value))) {
            chosen.remove(name);
            leftOut.add(name);
            return;
          }
          Selection<?> before = chosen.containsKey(name) ? chosen.get(name) : Selection.of(name);
          chosen.put(name, select(at, type, before, several(at, plugin, value)));
          leftOut.remove(name);
        });
    leftOut.removeIf(name -> !standard.chosen().containsKey(name));
    return new Selections<>(chosen, leftOut);
  }

  /** What is written for one of several: its keys, its first value, or that it is wanted. */
  private static Map<String, Object> several(String path, Plugin<?> plugin, Object value) {
    if (value instanceof Map || value == null) {
      return map(path, value);
    }
    if ("true".equals(String.valueOf(value))) {
      return Map.of();
    }
    List<String> known = Records.names(plugin.defaults().getClass());
    if (known.isEmpty()) {
      throw SettingsException.wrong(path, "true or false, since it has no settings", value);
    }
    return Map.of(known.get(0), value);
  }

  private Plugin<?> describe(String path, ParameterizedType type, String name) {
    try {
      return plugins.of(kind(type)).describe(name);
    } catch (SpecificationException unknown) {
      throw new SettingsException(path, unknown.getMessage(), false);
    }
  }

  /** Lays one plain value over another: maps key by key, all else whole. */
  private static Object overlay(Object below, Object above) {
    if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
      Map<Object, Object> merged = new LinkedHashMap<>(lower);
      upper.forEach((key, item) -> merged.put(key, overlay(merged.get(key), item)));
      return merged;
    }
    return above;
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Plugin<?>> kind(ParameterizedType selection) {
    Type kind = selection.getActualTypeArguments()[0];
    Type raw = kind instanceof ParameterizedType generic ? generic.getRawType() : kind;
    return (Class<? extends Plugin<?>>) raw;
  }
}
