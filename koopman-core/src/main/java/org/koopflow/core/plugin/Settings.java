package org.koopflow.core.plugin;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.koopflow.api.Plugin;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;

/**
 * Turns plain values into settings records and back. A value that is not given keeps the default; a
 * key the record does not know, or a value of a wrong type, is an error that names its path.
 */
public final class Settings {
  /** Decimal, without leading zeros: 010 is eight in one version of YAML and ten in another. */
  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

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
    List<String> known = names(components);
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new SettingsException(
            join(path, key),
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
      Object standard = read(components[i], defaults);
      arguments[i] =
          convert(
              join(path, name),
              components[i].getGenericType(),
              standard,
              values.get(name),
              values.containsKey(name));
    }
    return construct(path, type, components, arguments);
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
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = read(component, record);
      if (!Optional.empty().equals(value)) {
        values.put(component.getName(), plain(value));
      }
    }
    return values;
  }

  private Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElseThrow());
    }
    if (value instanceof Selection<?> selection) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("type", selection.type());
      selection.settings().forEach((key, item) -> map.put(key, plain(item)));
      return map;
    }
    if (value instanceof Record record) {
      return values(record);
    }
    if (value instanceof Enum<?> constant) {
      return written(constant);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::plain).toList();
    }
    return value;
  }

  /** A constant as a specification writes it, like the name of a plug-in. */
  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A value written for another plug-in than the one now chosen: kept if the new one knows its key,
   * dropped otherwise.
   *
   * @param value the value
   */
  public record Inherited(Object value) {}

  private static List<String> names(RecordComponent[] components) {
    return Arrays.stream(components).map(RecordComponent::getName).toList();
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Object convert(String path, Type type, Object standard, Object value, boolean given) {
    if (standard instanceof Selection<?> selection) {
      return select(path, (ParameterizedType) type, selection, given ? map(path, value) : Map.of());
    }
    if (!given) {
      return standard;
    }
    if (standard instanceof Optional<?> && type instanceof ParameterizedType optional) {
      // Nothing stands for it by default, so the plug-in must be named.
      ParameterizedType selection = (ParameterizedType) optional.getActualTypeArguments()[0];
      Map<String, Object> chosen = map(path, value);
      if (!(chosen.get("type") instanceof String name)) {
        throw wrong(join(path, "type"), "the name of a plug-in", chosen.get("type"));
      }
      return Optional.of(select(path, selection, Selection.of(name), chosen));
    }
    if (standard instanceof Record record) {
      return bind(path, record, map(path, value));
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!(value instanceof List<?> items)) {
        throw wrong(path, "a list", value);
      }
      List<Object> converted = new ArrayList<>();
      for (Object item : items) {
        converted.add(scalar(path, (Class<?>) list.getActualTypeArguments()[0], item));
      }
      return converted;
    }
    return scalar(path, (Class<?>) type, value);
  }

  private static Map<String, Object> map(String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(path, "a section of keys", value);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    return copy;
  }

  /** Resolves a nested selection: all settings of the plug-in it names, checked. */
  private Selection<?> select(
      String path, ParameterizedType type, Selection<?> standard, Map<String, Object> given) {
    Object name = given.getOrDefault("type", standard.type());
    if (!(name instanceof String chosen)) {
      throw wrong(join(path, "type"), "the name of a plug-in", name);
    }
    Plugin<?> plugin;
    try {
      plugin = plugins.of(kind(type)).describe(chosen);
    } catch (SpecificationException unknown) {
      throw new SettingsException(join(path, "type"), unknown.getMessage(), false);
    }
    Map<String, Object> overrides = new LinkedHashMap<>();
    if (chosen.equals(standard.type())) {
      overrides.putAll(standard.settings());
    }
    given.forEach((key, item) -> overrides.merge(key, item, Settings::overlay));
    overrides.remove("type");
    List<String> known = names(plugin.defaults().getClass().getRecordComponents());
    overrides
        .entrySet()
        .removeIf(e -> e.getValue() instanceof Inherited && !known.contains(e.getKey()));
    overrides.replaceAll((key, item) -> item instanceof Inherited kept ? kept.value() : item);
    return new Selection<>(chosen, values(bind(path, plugin.defaults(), overrides)));
  }

  /** Lays one plain value over another: maps key by key, all else whole. */
  private static Object overlay(Object below, Object above) {
    if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
      Map<Object, Object> merged = new LinkedHashMap<>(lower);
      upper.forEach((key, item) -> merged.merge(key, item, Settings::overlay));
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

  private static Object scalar(String path, Class<?> type, Object value) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(path, value, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type == long.class || type == Long.class) {
      return whole(path, value, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
        return number.doubleValue();
      }
      if (value instanceof String text
          && NUMBER.matcher(text).matches()
          && Double.isFinite(Double.parseDouble(text))) {
        return Double.valueOf(text);
      }
      throw wrong(path, "a number", value);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (value instanceof Boolean) {
        return value;
      }
      if ("true".equals(value) || "false".equals(value)) {
        return "true".equals(value);
      }
      throw wrong(path, "true or false", value);
    }
    if (type == String.class) {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        return String.valueOf(value);
      }
      throw wrong(path, "a text", value);
    }
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        String name = written((Enum<?>) constant);
        if (name.equalsIgnoreCase(String.valueOf(value))) {
          return constant;
        }
        names.add(name);
      }
      throw wrong(path, "one of " + String.join(", ", names), value);
    }
    throw new IllegalArgumentException(
        "settings cannot hold " + type.getName() + ", as '" + path + "' asks");
  }

  private static long whole(String path, Object value, long smallest, long largest) {
    BigInteger number = null;
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      number = new BigInteger(value.toString());
    } else if (value instanceof String text && WHOLE.matcher(text).matches()) {
      number = new BigInteger(text);
    }
    if (number == null) {
      throw wrong(path, "a whole number", value);
    }
    if (number.compareTo(BigInteger.valueOf(smallest)) < 0
        || number.compareTo(BigInteger.valueOf(largest)) > 0) {
      throw wrong(path, "a whole number between " + smallest + " and " + largest, value);
    }
    return number.longValue();
  }

  private static SettingsException wrong(String path, String wanted, Object value) {
    String given =
        value == null
            ? "nothing"
            : value instanceof Map
                ? "a section"
                : value instanceof List ? "a list" : "'" + value + "'";
    return new SettingsException(
        path, "'" + path + "' must be " + wanted + ", got " + given, false);
  }

  /**
   * Where the value stands that a record refused: at the component its message begins with, unless
   * it names another one beside it.
   */
  private static String culprit(String path, RecordComponent[] components, String message) {
    List<String> words = List.of(String.valueOf(message).split("[^A-Za-z0-9]+"));
    List<String> named = names(components).stream().filter(words::contains).toList();
    return named.size() == 1 && words.get(0).equals(named.get(0)) ? join(path, named.get(0)) : path;
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalArgumentException(
          record.getClass().getName() + " must be public and in an exported package", closed);
    }
  }

  private static <R extends Record> R construct(
      String path, Class<R> type, RecordComponent[] components, Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getConstructor(types);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException
          || refused.getCause() instanceof SpecificationException) {
        String where = path.isEmpty() ? "" : "in '" + path + "': ";
        String message = refused.getCause().getMessage();
        throw new SettingsException(culprit(path, components, message), where + message, false);
      }
      throw new IllegalStateException(refused.getCause());
    } catch (ReflectiveOperationException closed) {
      throw new IllegalArgumentException(
          type.getName() + " must be public and in an exported package", closed);
    }
  }
}
