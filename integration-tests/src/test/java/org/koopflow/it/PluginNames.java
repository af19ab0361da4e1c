package org.koopflow.it;

import java.util.Map;
import java.util.TreeMap;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Registry;

/** Prints what is found on whatever path it is started from. */
public final class PluginNames {
  private PluginNames() {}

  /** One line for each kind: the kind, a colon, and the names. */
  public static void main(String[] arguments) {
    Plugins plugins = Plugins.discover();
    System.out.println("module: " + Plugins.class.getModule().isNamed());
    plugins.broken().forEach(broken -> System.out.println("broken: " + broken));
    of(plugins).forEach((kind, names) -> System.out.println(kind + ": " + names));
  }

  /** Names in alphabetical order, by kind. */
  static Map<String, String> of(Plugins plugins) {
    Map<String, String> names = new TreeMap<>();
    for (Registry<?> registry : plugins.registries()) {
      names.put(registry.kind().word(), String.join(" ", registry.names()));
    }
    return names;
  }
}
