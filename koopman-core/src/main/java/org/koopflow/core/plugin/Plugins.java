package org.koopflow.core.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.koopflow.api.Plugin;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.BackendSettings;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.koopman.Structure;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.network.Networks;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.Recording;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.TeacherProvider;

/** All plug-ins there are, and the making of parts from selections. */
public final class Plugins implements Networks {
  private final Map<PluginKind, Registry<?>> registries = new EnumMap<>(PluginKind.class);
  private final List<Broken> broken;
  private final Settings settings = new Settings(this);

  /**
   * A provider that is declared but cannot be loaded.
   *
   * @param kind what it would provide
   * @param reason why it cannot be loaded
   */
  public record Broken(PluginKind kind, String reason) {}

  Plugins(Map<PluginKind, List<Plugin<?>>> found, List<Broken> broken) {
    for (PluginKind kind : PluginKind.values()) {
      registries.put(kind, new Registry<>(kind, cast(found.getOrDefault(kind, List.of()))));
    }
    this.broken = List.copyOf(broken);
  }

  @SuppressWarnings("unchecked")
  private static Collection<Plugin<?>> cast(List<Plugin<?>> plugins) {
    return plugins;
  }

  /**
   * Finds what {@link ServiceLoader} finds, on the module path or the class path of this program.
   *
   * @return the plug-ins
   */
  public static Plugins discover() {
    return Discovery.run(ServiceLoader::load);
  }

  /**
   * Finds the plug-ins of a module layer and its parents, for programs that load plug-ins
   * themselves.
   *
   * @param layer the layer
   * @return the plug-ins
   */
  public static Plugins discover(ModuleLayer layer) {
    return Discovery.run(service -> ServiceLoader.load(layer, service));
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
   * Version of the module or jar a class comes from.
   *
   * @param type the class
   * @return its version, or {@code unknown}
   */
  public static String version(Class<?> type) {
    String manifest = type.getPackage().getImplementationVersion();
    return type.getModule().isNamed()
        ? type.getModule().getDescriptor().rawVersion().orElse("unknown")
        : manifest == null ? "unknown" : manifest;
  }

  /** Binds a selection to the settings of its plug-in and makes the part. */
  private <S extends Record, T> T make(
      PluginKind kind, Plugin<S> plugin, Selection<?> selection, Function<S, T> create) {
    String path = kind.word() + " '" + selection.type() + "'";
    try {
      return create.apply(settings.bind("", plugin, selection));
    } catch (SettingsException | IllegalArgumentException wrong) {
      throw new SpecificationException(path + ": " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public Network create(Selection<NetworkProvider<?>> selection, int inputs, int outputs) {
    return network(selection, inputs, outputs);
  }

  /**
   * Makes a network.
   *
   * @param selection architecture and settings
   * @param inputs columns of the input
   * @param outputs columns of the output
   * @return the network
   */
  public Network network(Selection<NetworkProvider<?>> selection, int inputs, int outputs) {
    NetworkProvider<?> provider = of(NetworkProvider.class).get(selection.type());
    return network(provider, selection, inputs, outputs);
  }

  private <S extends Record> Network network(
      NetworkProvider<S> provider, Selection<?> selection, int inputs, int outputs) {
    return make(PluginKind.NETWORK, provider, selection, s -> provider.create(s, inputs, outputs));
  }

  /**
   * Makes a teacher.
   *
   * @param selection which, with its settings
   * @param dimension dimension d of the state
   * @return the teacher, not fitted yet
   */
  public Teacher teacher(Selection<TeacherProvider<?>> selection, int dimension) {
    TeacherProvider<?> provider = of(TeacherProvider.class).get(selection.type());
    return teacher(provider, selection, dimension);
  }

  private <S extends Record> Teacher teacher(
      TeacherProvider<S> provider, Selection<?> selection, int dimension) {
    return make(PluginKind.TEACHER, provider, selection, s -> provider.create(s, dimension, this));
  }

  /**
   * Reads the trajectories a teacher brings.
   *
   * @param selection which teacher, with its settings
   * @param data the data section of the specification
   * @param random streams for what is drawn
   * @return the trajectories in the coordinates of the data; empty if it is fitted to data
   */
  public Optional<Recording> recording(
      Selection<TeacherProvider<?>> selection, DataSettings data, RandomStreams random) {
    TeacherProvider<?> provider = of(TeacherProvider.class).get(selection.type());
    return recording(provider, selection, data, random);
  }

  private <S extends Record> Optional<Recording> recording(
      TeacherProvider<S> provider,
      Selection<?> selection,
      DataSettings data,
      RandomStreams random) {
    return make(PluginKind.TEACHER, provider, selection, s -> provider.recording(s, data, random));
  }

  /**
   * Makes a lifting.
   *
   * @param selection which, with its settings
   * @param stateDimension dimension d of the state
   * @return the lifting
   */
  public Lifting lifting(Selection<LiftingProvider<?>> selection, int stateDimension) {
    LiftingProvider<?> provider = of(LiftingProvider.class).get(selection.type());
    return lifting(provider, selection, stateDimension);
  }

  private <S extends Record> Lifting lifting(
      LiftingProvider<S> provider, Selection<?> selection, int dimension) {
    return make(
        PluginKind.LIFTING,
        provider,
        selection,
        s -> provider.create(s, dimension, this, this::lifting));
  }

  /**
   * Makes an operator.
   *
   * @param selection which, with its settings
   * @param layout layout of the lifted state
   * @return the operator
   */
  public KoopmanOperator operator(Selection<OperatorProvider<?>> selection, StateLayout layout) {
    OperatorProvider<?> provider = of(OperatorProvider.class).get(selection.type());
    return operator(provider, selection, layout);
  }

  private <S extends Record> KoopmanOperator operator(
      OperatorProvider<S> provider, Selection<?> selection, StateLayout layout) {
    return make(PluginKind.OPERATOR, provider, selection, s -> provider.create(s, layout));
  }

  /**
   * Makes an exponential strategy for matrices of which nothing is known.
   *
   * @param selection which, with its settings
   * @return the strategy
   */
  public Exponential exponential(Selection<ExponentialProvider<?>> selection) {
    return exponential(selection, Structure.DENSE);
  }

  /**
   * Makes an exponential strategy. Whether it applies to the structure is for {@link
   * ExponentialChoice} to find out.
   *
   * @param selection which, with its settings
   * @param structure what is known of the generators
   * @return the strategy
   */
  public Exponential exponential(Selection<ExponentialProvider<?>> selection, Structure structure) {
    ExponentialProvider<?> provider = of(ExponentialProvider.class).get(selection.type());
    return exponential(provider, selection, structure);
  }

  private <S extends Record> Exponential exponential(
      ExponentialProvider<S> provider, Selection<?> selection, Structure structure) {
    return make(PluginKind.EXPONENTIAL, provider, selection, s -> provider.create(s, structure));
  }

  /**
   * Makes a sampler.
   *
   * @param selection which, with its settings
   * @param model what to sample from
   * @return the sampler
   */
  public Sampler sampler(Selection<SamplerProvider<?>> selection, SampledModel model) {
    SamplerProvider<?> provider = of(SamplerProvider.class).get(selection.type());
    return sampler(provider, selection, model);
  }

  private <S extends Record> Sampler sampler(
      SamplerProvider<S> provider, Selection<?> selection, SampledModel model) {
    return make(PluginKind.SAMPLER, provider, selection, s -> provider.create(s, model));
  }

  /**
   * Opens a backend.
   *
   * @param name its name
   * @param backendSettings threads, device, precision
   * @return the open backend
   */
  public Backend backend(String name, BackendSettings backendSettings) {
    return of(BackendProvider.class).get(name).open(backendSettings);
  }

  /**
   * Loads data.
   *
   * @param dataSettings where from and how much
   * @param random streams for what is drawn
   * @return the data
   */
  public Dataset data(DataSettings dataSettings, RandomStreams random) {
    return of(DataSourceProvider.class).get(dataSettings.source()).load(dataSettings, random);
  }
}
