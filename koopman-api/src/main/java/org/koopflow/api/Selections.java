package org.koopflow.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Several plug-ins of one kind, chosen together. In a specification it is a mapping from their
 * names to their settings; a number or a text stands for the first component of the settings,
 * {@code true} for the defaults, and {@code false} leaves out what is chosen by default.
 *
 * @param chosen selections by name, in the order they are used in
 * @param leftOut names that are chosen by default and are not wanted
 * @param <P> the kind of plug-in
 */
public record Selections<P extends Plugin<?>>(
    Map<String, Selection<P>> chosen, Set<String> leftOut) {
  /**
   * Copies both, keeping their order.
   *
   * @param chosen selections by name
   * @param leftOut names that are not wanted
   */
  public Selections {
    chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    leftOut = Collections.unmodifiableSet(new LinkedHashSet<>(leftOut));
    chosen.forEach(
        (name, selection) -> {
          if (!selection.type().equals(name)) {
            throw new IllegalArgumentException(
                "'" + selection.type() + "' cannot be chosen as '" + name + "'");
          }
        });
  }

  /**
   * Chooses plug-ins with a value each for the first component of their settings.
   *
   * @param first the value by name; its key is {@code setting}
   * @param setting the component
   * @param <P> the kind of plug-in
   * @return the selections, in the order of the map
   */
  public static <P extends Plugin<?>> Selections<P> of(Map<String, ?> first, String setting) {
    Map<String, Selection<P>> chosen = new LinkedHashMap<>();
    first.forEach((name, value) -> chosen.put(name, new Selection<>(name, Map.of(setting, value))));
    return new Selections<>(chosen, Set.of());
  }

  /**
   * Chooses plug-ins with their defaults.
   *
   * @param names their names, in the order they are used in
   * @param <P> the kind of plug-in
   * @return the selections
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <P extends Plugin<?>> Selections<P> of(String... names) {
    Map<String, Selection<P>> chosen = new LinkedHashMap<>();
    for (String name : names) {
      chosen.put(name, Selection.of(name));
    }
    return new Selections<>(chosen, Set.of());
  }

  /**
   * The same without some of them.
   *
   * @param names names to leave out
   * @return the others
   */
  public Selections<P> without(Set<String> names) {
    Map<String, Selection<P>> kept = new LinkedHashMap<>(chosen);
    kept.keySet().removeAll(names);
    Set<String> left = new LinkedHashSet<>(leftOut);
    left.addAll(names);
    return new Selections<>(kept, left);
  }
}
