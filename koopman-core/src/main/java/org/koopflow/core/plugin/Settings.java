package org.koopflow.core.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.koopflow.api.Plugin;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;

/**
 * Turns plain values into settings records and back. A value that is not given keeps the default; a
 * key the record does not know, or a value of a wrong type, is an error that names its path.
 */
public final class Settings {
  private final Plugins plugins;
  private final Choices choices;

  Settings(Plugins plugins) {
    this(plugins, path -> false);
  }

  private Settings(Plugins plugins, Predicate<String> kept) {
    this.plugins = plugins;
    this.choices = new Choices(this, plugins, kept);
  }

  /**
   * The same binding for a specification that was resolved where more plug-ins were there: a
   * selection of one that is not is kept as it is written, for whoever asks for the part to refuse.
   *
   * @param where paths of selections' {@code type} that may name such a plug-in
   * @return the lenient binding
   */
  public Settings keepingUnknown(Predicate<String> where) {
    return new Settings(plugins, where);
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
                + (known.isEmpty() ? "none" : String.join(", ", known)),
            true);
      }
    }
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      Object standard = Records.read(components[i], defaults);
      if (Records.isInlined(components[i])) {
        Map<String, Object> own = new LinkedHashMap<>(values);
        own.keySet().retainAll(Records.names(components[i].getType()));
        arguments[i] = bind(path, (Record) standard, own);
      } else {
        arguments[i] =
            convert(
                Records.join(path, name),
                components[i].getGenericType(),
                standard,
                values.get(name),
                values.containsKey(name));
      }
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
   *     maps with {@code type} first, or the name alone where there are no settings
   */
  public Map<String, Object> values(Record record) {
    return PlainValues.of(record);
  }

  private Object convert(String path, Type type, Object standard, Object value, boolean given) {
    if (standard instanceof Selection<?> selection) {
      return choices.one(path, (ParameterizedType) type, selection, given, value);
    }
    if (standard instanceof Selections<?> selections) {
      return choices.several(
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
      return Optional.of(
          choices.named(path, (ParameterizedType) optional.getActualTypeArguments()[0], value));
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

  /** A section, with its keys in the order they are written in. */
  static Map<String, Object> map(String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw SettingsException.wrong(path, "a section of keys", value);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), item));
    return copy;
  }
}
