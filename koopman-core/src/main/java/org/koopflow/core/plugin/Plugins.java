package org.koopflow.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Plugin;
import org.koopflow.api.Provider;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.LiftingContext;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.Liftings;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;

/** All plug-ins there are, and the making of parts from selections. */
public final class Plugins {
  private final Map<PluginKind, Registry<?>> registries = new EnumMap<>(PluginKind.class);
  private final List<Broken> broken;
  private final Settings settings = new Settings(this);

  /**
   * A provider that is declared but cannot be loaded, or has a name that is taken.
   *
   * @param kind what it would provide
   * @param reason why it is not there
   */
  public record Broken(PluginKind kind, String reason) {}

  Plugins(Map<PluginKind, List<Plugin<?>>> found, List<Broken> broken) {
    List<Broken> all = new ArrayList<>(broken);
    for (PluginKind kind : PluginKind.values()) {
      registries.put(
          kind,
          new Registry<>(
              kind,
              cast(found.getOrDefault(kind, List.of())),
              reason -> all.add(new Broken(kind, reason))));
    }
    // Two class loaders may tell of the same.
    this.broken = all.stream().distinct().toList();
  }

  @SuppressWarnings("unchecked")
  private static Collection<Plugin<?>> cast(List<Plugin<?>> plugins) {
    return plugins;
  }

  /**
   * Finds what the class loader of this thread finds, on the module path or the class path of this
   * program, and what the one of Koopflow itself finds, since that of a thread may be a foreign
   * one.
   *
   * @return the plug-ins
   * @throws KoopflowException if there is none at all
   */
  public static Plugins discover() {
    ClassLoader own = Plugins.class.getClassLoader();
    return Discovery.requireSome(
        builder()
            .addAll(Discovery.run(ServiceLoader::load))
            .addAll(Discovery.run(service -> ServiceLoader.load(service, own)))
            .build(),
        "the class loaders of this thread and of Koopflow");
  }

  /**
   * Finds the plug-ins a class loader and its parents see, in named modules and on class paths.
   *
   * @param loader the class loader
   * @return the plug-ins
   * @throws KoopflowException if there is none at all
   */
  public static Plugins discover(ClassLoader loader) {
    return Discovery.requireSome(
        Discovery.run(service -> ServiceLoader.load(service, loader)), "class loader " + loader);
  }

  /**
   * Finds the plug-ins of a module layer and its parents, for programs that load plug-ins
   * themselves.
   *
   * @param layer the layer
   * @return the plug-ins
   * @throws KoopflowException if there is none at all
   */
  public static Plugins discover(ModuleLayer layer) {
    return Discovery.requireSome(
        Discovery.run(service -> ServiceLoader.load(layer, service)),
        "module layer [" + layer + "]");
  }

  /**
   * Collects plug-ins by hand.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects plug-ins without {@link ServiceLoader}. */
  public static final class Builder {
    private final Map<PluginKind, List<Plugin<?>>> found = new EnumMap<>(PluginKind.class);
    private final List<Broken> broken = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a plug-in to all kinds it provides.
     *
     * @param plugin the plug-in
     * @return this builder
     */
    public Builder add(Plugin<?> plugin) {
      for (PluginKind kind : PluginKind.values()) {
        if (kind.service().isInstance(plugin)) {
          found.computeIfAbsent(kind, k -> new ArrayList<>()).add(plugin);
        }
      }
      return this;
    }

    /**
     * Adds all plug-ins of another collection.
     *
     * @param others the collection
     * @return this builder
     */
    public Builder addAll(Plugins others) {
      others.registries.values().forEach(r -> r.all().values().forEach(this::add));
      return brokenOf(others);
    }

    /**
     * Takes over what could not be loaded elsewhere, so that it stays visible.
     *
     * @param others the collection
     * @return this builder
     */
    public Builder brokenOf(Plugins others) {
      broken.addAll(others.broken);
      return this;
    }

    /**
     * Makes the registries.
     *
     * @return the plug-ins
     */
    public Plugins build() {
      return new Plugins(found, broken);
    }
  }

  /**
   * The registry of a kind.
   *
   * @param service the service interface
   * @param <P> the kind
   * @return its plug-ins by name
   */
  @SuppressWarnings("unchecked")
  public <P extends Plugin<?>> Registry<P> of(Class<P> service) {
    return (Registry<P>) registries.get(PluginKind.of(service));
  }

  /**
   * All registries.
   *
   * @return one for each kind
   */
  public Collection<Registry<?>> registries() {
    return List.copyOf(registries.values());
  }

  /**
   * Providers that are declared but cannot be loaded.
   *
   * @return what is broken and why
   */
  public List<Broken> broken() {
    return broken;
  }

  /**
   * The binding of plain values to settings records.
   *
   * @return the binding
   */
  public Settings settings() {
    return settings;
  }

  /**
   * Makes the part a selection names.
   *
   * @param kind the service interface of its kind
   * @param selection which plug-in, with its settings
   * @param context what it is made for
   * @param <C> the context of that kind
   * @param <T> the part
   * @return the part
   * @throws SpecificationException if the selection is not known or not valid
   * @throws KoopflowException also if the plug-in fails by a fault of its own, which is the cause
   */
  public <C, T> T create(
      Class<?> kind, Selection<? extends Provider<?, C, T>> selection, C context) {
    return with(
        kind,
        selection,
        (Provider<Record, C, T> provider, Record settings) -> provider.create(settings, context));
  }

  /**
   * Asks the plug-in a selection names for anything but a part.
   *
   * @param kind the service interface of its kind
   * @param selection which plug-in, with its settings
   * @param question is given the plug-in and its bound settings
   * @param <P> the kind, with any settings
   * @param <T> the answer
   * @return the answer
   * @throws SpecificationException if the selection is not known or not valid
   * @throws KoopflowException also if the plug-in fails by a fault of its own, which is the cause
   */
  @SuppressWarnings("unchecked")
  public <P extends Plugin<Record>, T> T with(
      Class<?> kind, Selection<?> selection, BiFunction<P, Record, T> question) {
    P plugin = (P) registries.get(PluginKind.of(kind)).get(selection.type());
    return Blame.asking(
        PluginKind.of(kind).word() + " '" + selection.type() + "'",
        () -> {
          // What the part itself selects is asked for when it is needed, which it may never be.
          Settings lenient = settings.keepingUnknown(path -> true);
          return question.apply(plugin, lenient.bind("", plugin, selection));
        });
  }

  /**
   * Makes networks by name.
   *
   * @return the maker
   */
  public Networks networks() {
    return (selection, context) -> create(NetworkProvider.class, selection, context);
  }

  /**
   * Makes liftings by name, with the networks and the liftings they are built on.
   *
   * @return the maker
   */
  public Liftings liftings() {
    return (selection, space) ->
        create(LiftingProvider.class, selection, new LiftingContext(space, networks(), liftings()));
  }

  /**
   * Opens a backend with its own defaults.
   *
   * @param name its name
   * @param context threads, device, precision
   * @return the open backend
   */
  public Backend backend(String name, BackendContext context) {
    return create(BackendProvider.class, Selection.<BackendProvider<?>>of(name), context);
  }
}
