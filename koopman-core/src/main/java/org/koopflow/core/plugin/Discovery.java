package org.koopflow.core.plugin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.koopflow.api.Plugin;

/** Finds providers of every kind; one that cannot be loaded does not hide the others. */
final class Discovery {
  private Discovery() {}

  static Plugins run(
      Function<Class<? extends Plugin<?>>, ServiceLoader<? extends Plugin<?>>> loaders) {
    Map<PluginKind, List<Plugin<?>>> found = new EnumMap<>(PluginKind.class);
    List<Plugins.Broken> broken = new ArrayList<>();
    for (PluginKind kind : PluginKind.values()) {
      List<Plugin<?>> plugins = new ArrayList<>();
      Iterator<? extends Plugin<?>> each = loaders.apply(kind.service()).iterator();
      while (true) {
        try {
          if (!each.hasNext()) {
            break;
          }
          Plugin<?> plugin = each.next();
          requireName(plugin);
          plugins.add(plugin);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
          broken.add(new Plugins.Broken(kind, String.valueOf(failure.getMessage())));
        }
      }
      found.put(kind, plugins);
    }
    return new Plugins(found, broken);
  }

  private static void requireName(Plugin<?> plugin) {
    String name = plugin.name();
    if (name == null || !name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          plugin.getClass().getName()
              + " calls itself '"
              + name
              + "'; a name has lower-case letters, digits and hyphens");
    }
  }
}
