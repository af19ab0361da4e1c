package org.koopflow.core.plugin;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Plugin;
import org.koopflow.api.SpecificationException;

/**
 * The plug-ins of one kind by name.
 *
 * @param <P> their service interface
 */
public final class Registry<P extends Plugin<?>> {
  private final PluginKind kind;
  private final SortedMap<String, P> plugins = new TreeMap<>();

  /**
   * Registers plug-ins. Of two that call themselves the same Koopflow's own is kept, so that no jar
   * takes the place of what a name has always meant; of two others the first one found.
   *
   * @param kind their kind
   * @param found the plug-ins, in the order they were found
   * @param skipped hears of a plug-in whose name is taken
   */
  Registry(PluginKind kind, Collection<P> found, Consumer<String> skipped) {
    this.kind = kind;
    for (P plugin : found.stream().sorted(Comparator.comparing(Registry::isForeign)).toList()) {
      P other = plugins.putIfAbsent(plugin.name(), plugin);
      if (other != null && other.getClass() != plugin.getClass()) {
        skipped.accept(
            plugin.getClass().getName()
                + " calls itself '"
                + plugin.name()
                + "', a name that "
                + other.getClass().getName()
                + " has taken; it is skipped");
      }
    }
  }

  /** Sorts behind the own ones, in the order found. */
  private static boolean isForeign(Plugin<?> plugin) {
    return !plugin.getClass().getPackageName().startsWith("org.koopflow.");
  }

  /**
   * Their kind.
   *
   * @return the kind
   */
  public PluginKind kind() {
    return kind;
  }

  /**
   * A plug-in that can be used.
   *
   * @param name its name
   * @return the plug-in
   * @throws SpecificationException if there is none of that name; the message lists those known
   * @throws KoopflowException if it cannot be used here
   */
  public P get(String name) {
    P plugin = describe(name);
    plugin
        .unavailable()
        .ifPresent(
            reason -> {
              throw new KoopflowException(
                  kind.word() + " '" + name + "' cannot be used: " + reason);
            });
    return plugin;
  }

  /**
   * A plug-in, whether it can be used here or not.
   *
   * @param name its name
   * @return the plug-in
   * @throws SpecificationException if there is none of that name; the message lists those known
   */
  public P describe(String name) {
    P plugin = plugins.get(name);
    if (plugin == null) {
      throw new SpecificationException(
          "unknown "
              + kind.word()
              + " '"
              + name
              + "'"
              + Suggestion.of(name, names())
              + "; known: "
              + (plugins.isEmpty() ? "none" : String.join(", ", names())));
    }
    return plugin;
  }

  /**
   * Names in alphabetical order.
   *
   * @return the names
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(plugins.keySet());
  }

  /**
   * All plug-ins by name, in alphabetical order.
   *
   * @return the plug-ins
   */
  public Map<String, P> all() {
    return Collections.unmodifiableMap(plugins);
  }
}
