package org.koopflow.core.plugin;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.koopflow.api.Plugin;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.SpecificationException;

/** Plug-ins as a specification chooses them, resolved to selections with all their settings. */
final class Choices {
  private static final String TYPE = "type";

  private final Settings settings;
  private final Plugins plugins;
  private final Predicate<String> kept;

  /**
   * Creates the resolution.
   *
   * @param settings binds the settings of what is chosen
   * @param plugins what may be chosen
   * @param kept paths that may name a plug-in that is not there
   */
  Choices(Settings settings, Plugins plugins, Predicate<String> kept) {
    this.settings = settings;
    this.plugins = plugins;
    this.kept = kept;
  }

  /** One plug-in: the one by default, changed or replaced as is written. */
  <P extends Plugin<?>> Selection<P> one(
      String path, ParameterizedType type, Selection<?> standard, boolean given, Object value) {
    return select(path, type, standard, given ? section(path, value) : Map.of());
  }

  /** A plug-in that must be named, since nothing stands for it by default. */
  <P extends Plugin<?>> Selection<P> named(String path, ParameterizedType type, Object value) {
    Map<String, Object> given = section(path, value);
    String name = name(Records.join(path, TYPE), given.get(TYPE));
    return select(path, type, Selection.of(name), given);
  }

  /** Plug-ins chosen together: those by default, changed and added to as is written. */
  <P extends Plugin<?>> Selections<P> several(
      String path, ParameterizedType type, Selections<?> standard, Map<String, Object> given) {
    Map<String, Selection<P>> chosen = new LinkedHashMap<>();
    Set<String> leftOut = new LinkedHashSet<>(standard.leftOut());
    standard
        .chosen()
        .forEach((name, each) -> chosen.put(name, select(path + "." + name, type, each, Map.of())));
    given.forEach(
        (name, value) -> {
          String at = Records.join(path, name);
          if (isMissing(type, name) && kept.test(Records.join(at, TYPE))) {
            chosen.put(name, new Selection<>(name, asWritten(value)));
            return;
          }
          Plugin<?> plugin = describe(at, type, name);
          if (isUnwanted(value)) {
            chosen.remove(name);
            leftOut.add(name);
            return;
          }
          Selection<?> before = chosen.containsKey(name) ? chosen.get(name) : Selection.of(name);
          chosen.put(name, select(at, type, before, amongOthers(at, plugin, value)));
          leftOut.remove(name);
        });
    leftOut.removeIf(name -> !standard.chosen().containsKey(name));
    return new Selections<>(chosen, leftOut);
  }

  private boolean isMissing(ParameterizedType type, String name) {
    return !plugins.of(kind(type)).names().contains(name);
  }

  /** What is written for one of several that is not there, to be written again in the same way. */
  private static Map<String, Object> asWritten(Object value) {
    return value instanceof Map
        ? Settings.map("", value)
        : "true".equals(String.valueOf(value)) ? Map.of() : Map.of("value", value);
  }

  private static boolean isUnwanted(Object value) {
    return value instanceof Layers.Mixed mixed
        ? mixed.aloneIsLater() && mixed.alone().equals("false")
        : "false".equals(String.valueOf(value));
  }

  /** What is written for one of several: its keys, its first value, or that it is wanted. */
  private static Map<String, Object> amongOthers(String path, Plugin<?> plugin, Object value) {
    if (value instanceof Layers.Mixed mixed) {
      Map<String, Object> keys = mixed.keys();
      if (!mixed.alone().matches("true|false")) {
        for (var said : amongOthers(path, plugin, mixed.alone()).entrySet()) {
          keys = mixed.with(said.getKey(), said.getValue());
        }
      }
      return keys;
    }
    if (value instanceof Map || value == null) {
      return Settings.map(path, value);
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

  /** A selection as it is written: keys with the plug-in's name among them, or the name alone. */
  private static Map<String, Object> section(String path, Object value) {
    if (value instanceof Layers.Mixed mixed) {
      return mixed.with(TYPE, name(path, mixed.alone()));
    }
    return value instanceof String ? Map.of(TYPE, name(path, value)) : Settings.map(path, value);
  }

  private static String name(String path, Object value) {
    if (value instanceof String name && !name.isBlank()) {
      return name;
    }
    throw SettingsException.wrong(path, "the name of a plug-in", value);
  }

  /** A plug-in with all its settings, checked. */
  private <P extends Plugin<?>> Selection<P> select(
      String path, ParameterizedType type, Selection<?> standard, Map<String, Object> given) {
    String at = Records.join(path, TYPE);
    String chosen = name(at, given.getOrDefault(TYPE, standard.type()));
    Map<String, Object> values = new LinkedHashMap<>();
    if (chosen.equals(standard.type())) {
      values.putAll(standard.settings());
      values.put(TYPE, chosen);
    }
    values = Layers.changed(values, given);
    values.remove(TYPE);
    // What nobody wrote may be a default of a larger product than this one.
    if (isMissing(type, chosen) && (given.isEmpty() || kept.test(at))) {
      values.replaceAll((key, value) -> Layers.Inherited.plain(value));
      return new Selection<>(chosen, values);
    }
    Plugin<?> plugin = describe(at, type, chosen);
    List<String> known = Records.names(plugin.defaults().getClass());
    values
        .entrySet()
        .removeIf(e -> e.getValue() instanceof Layers.Inherited && !known.contains(e.getKey()));
    values.replaceAll((key, value) -> Layers.Inherited.plain(value));
    return new Selection<>(chosen, settings.values(settings.bind(path, plugin.defaults(), values)));
  }

  private Plugin<?> describe(String path, ParameterizedType type, String name) {
    try {
      return plugins.of(kind(type)).describe(name);
    } catch (SpecificationException unknown) {
      throw new SettingsException(path, unknown.getMessage(), false);
    }
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends Plugin<?>> kind(ParameterizedType selection) {
    Type kind = selection.getActualTypeArguments()[0];
    Type raw = kind instanceof ParameterizedType generic ? generic.getRawType() : kind;
    return (Class<? extends Plugin<?>>) raw;
  }
}
