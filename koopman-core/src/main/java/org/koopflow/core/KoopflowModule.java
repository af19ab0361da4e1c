package org.koopflow.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Plugin;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.TeacherProvider;
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
    bindAll(BackendProvider.class, BackendProvider.class);
    bindAll(DataSourceProvider.class, DataSourceProvider.class);
    bindAll(TeacherProvider.class, anySettings(TeacherProvider.class));
    bindAll(NetworkProvider.class, anySettings(NetworkProvider.class));
    bindAll(LiftingProvider.class, anySettings(LiftingProvider.class));
    bindAll(OperatorProvider.class, anySettings(OperatorProvider.class));
    bindAll(ExponentialProvider.class, anySettings(ExponentialProvider.class));
    bindAll(SamplerProvider.class, anySettings(SamplerProvider.class));
  }

  private static Type anySettings(Class<?> service) {
    return Types.newParameterizedType(service, Types.subtypeOf(Object.class));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void bindAll(Class service, Type key) {
    MapBinder binder =
        MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), TypeLiteral.get(key));
    Registry<? extends Plugin<?>> registry = found.of(service);
    registry.all().forEach((name, plugin) -> binder.addBinding(name).toInstance(plugin));
  }

  /**
   * All plug-ins bound, here or by another module. Public, like all that Guice calls, so that it
   * needs no opened package when it generates no code.
   *
   * @param backends backends by name
   * @param sources data sources by name
   * @param teachers teachers by name
   * @param networks networks by name
   * @param liftings liftings by name
   * @param operators operators by name
   * @param exponentials exponentials by name
   * @param samplers samplers by name
   * @return the registries
   */
  @Provides
  @Singleton
  public Plugins plugins(
      Map<String, BackendProvider> backends,
      Map<String, DataSourceProvider> sources,
      Map<String, TeacherProvider<?>> teachers,
      Map<String, NetworkProvider<?>> networks,
      Map<String, LiftingProvider<?>> liftings,
      Map<String, OperatorProvider<?>> operators,
      Map<String, ExponentialProvider<?>> exponentials,
      Map<String, SamplerProvider<?>> samplers) {
    Plugins.Builder builder = Plugins.builder();
    for (Map<String, ? extends Plugin<?>> plugins :
        List.of(
            backends, sources, teachers, networks, liftings, operators, exponentials, samplers)) {
      plugins.values().forEach(builder::add);
    }
    return builder.brokenOf(found).build();
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
