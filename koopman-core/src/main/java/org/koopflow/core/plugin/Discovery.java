package org.koopflow.core.plugin;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.koopflow.api.KoopflowException;
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
          requireSelectable(plugin);
          plugins.add(plugin);
        } catch (VirtualMachineError machine) {
          throw machine;
        } catch (RuntimeException | Error failure) {
          broken.add(new Plugins.Broken(kind, String.valueOf(failure.getMessage())));
        }
      }
      found.put(kind, plugins);
    }
    return new Plugins(found, broken);
  }

  /**
   * Refuses to go on without any plug-in.
   *
   * @param plugins what was found
   * @param place where it was looked for, for the message
   * @return the same
   * @throws KoopflowException if there is none
   */
  static Plugins requireSome(Plugins plugins, String place) {
    if (plugins.registries().stream().allMatch(registry -> registry.all().isEmpty())) {
      List<Plugins.Broken> broken = plugins.broken();
      throw new KoopflowException(
          "no plug-in of Koopflow is found by "
              + place
              + ": add org.koopflow.parts, a backend and a teacher to its module path or class path"
              + (broken.isEmpty() ? "" : "; what was found is broken: " + broken.get(0).reason()));
    }
    return plugins;
  }

  /**
   * Whether a specification can select a plug-in and set what it has to set.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireSelectable(Plugin<?> plugin) {
    requireName(plugin);
    requireSettings(plugin);
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

  /** In a specification the settings stand beside the key that selects the plug-in. */
  private static void requireSettings(Plugin<?> plugin) {
    List<String> names = Records.names(plugin.defaults().getClass());
    if (names.contains("type")) {
      throw new IllegalArgumentException(
          plugin.getClass().getName()
              + " has a setting 'type', the key that selects a plug-in; call it otherwise");
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          plugin.getClass().getName()
              + " has two settings of one name among "
              + String.join(", ", names)
              + "; call one otherwise");
    }
  }
}
