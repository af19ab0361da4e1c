package org.koopflow.core;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Plugin;
import org.koopflow.core.plugin.PluginKind;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Registry;

/**
 * Binds every plug-in into a map by name, one map for each kind, and {@link Plugins} from those
 * maps: another module may add to a map with {@link MapBinder}, and its plug-in is then known like
 * any other.
 */
public final class KoopflowModule extends AbstractModule {
  private final Plugins found;

  /** Binds what {@link java.util.ServiceLoader} finds. */
  public KoopflowModule() {
    this(Plugins.discover());
  }

  /**
   * Binds given plug-ins.
   *
   * @param plugins the plug-ins
   */
  public KoopflowModule(Plugins plugins) {
    this.found = plugins;
  }

  @Override
  protected void configure() {
    List<Provider<Map<String, Plugin<?>>>> kinds = new ArrayList<>();
    for (PluginKind kind : PluginKind.values()) {
      kinds.add(bindAll(kind.service()));
    }
    bind(Plugins.class)
        .toProvider(
            (Provider<Plugins>)
                () -> {
                  Plugins.Builder builder = Plugins.builder();
                  kinds.forEach(kind -> kind.get().values().forEach(builder::add));
                  return builder.brokenOf(found).build();
                })
        .in(Singleton.class);
  }

  /** Binds a map of one kind; its values are of the service interface with any settings. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private Provider<Map<String, Plugin<?>>> bindAll(Class service) {
    Type type = Types.newParameterizedType(service, Types.subtypeOf(Object.class));
    MapBinder binder =
        MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), TypeLiteral.get(type));
    Registry<? extends Plugin<?>> registry = found.of(service);
    registry.all().forEach((name, plugin) -> binder.addBinding(name).toInstance(plugin));
    return (Provider<Map<String, Plugin<?>>>)
        (Provider) getProvider(Key.get(Types.mapOf(String.class, type)));
  }

  /**
   * The entrance.
   *
   * @param plugins all plug-ins
   * @return one entrance for the whole application
   */
  @Provides
  @Singleton
  public Koopflow koopflow(Plugins plugins) {
    return new Koopflow(plugins);
  }
}
