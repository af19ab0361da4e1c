package org.koopflow.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Plugin;
import org.koopflow.api.Precision;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.KoopflowModule;
import org.koopflow.parts.exponential.PadeProvider;

class PluginsTest {
  private final Plugins plugins = Fakes.builder().build();

  @Test
  void anUnknownNameIsRefusedWithThoseKnown() {
    assertThatThrownBy(() -> plugins.of(TeacherProvider.class).get("cfn"))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("unknown teacher 'cfn' (did you mean 'cfm'?); known: cfm, gone");
    assertThatThrownBy(() -> plugins.of(NetworkProvider.class).get("transformer"))
        .hasMessage("unknown network 'transformer'; known: mlp, residual");
  }

  @Test
  void aPluginThatCannotBeUsedGivesItsReason() {
    assertThatThrownBy(() -> plugins.of(TeacherProvider.class).get("gone"))
        .isInstanceOf(KoopflowException.class)
        .isNotInstanceOf(SpecificationException.class)
        .hasMessage("teacher 'gone' cannot be used: its library is missing");
    assertThat(plugins.of(TeacherProvider.class).describe("gone").name()).isEqualTo("gone");
  }

  @Test
  void aPluginWhoseNameIsTakenIsReportedAndSkipped() {
    Plugins all = Fakes.builder().add(new Fakes.SecondPade()).build();
    assertThat(all.of(ExponentialProvider.class).get("pade")).isInstanceOf(PadeProvider.class);
    assertThat(all.broken())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.kind()).isEqualTo(PluginKind.EXPONENTIAL);
              assertThat(broken.reason())
                  .contains("SecondPade", "'pade'", "PadeProvider", "skipped");
            });
  }

  /** Whatever is found first: a jar must not take the place of what a name has always meant. */
  @Test
  void aNameOfKoopflowsOwnCannotBeTaken() {
    Plugin<?> foreign =
        (Plugin<?>)
            Proxy.newProxyInstance(
                PluginsTest.class.getClassLoader(),
                new Class<?>[] {ExponentialProvider.class},
                (proxy, method, arguments) -> method.invoke(new Fakes.SecondPade(), arguments));
    List<String> skipped = new ArrayList<>();
    Registry<Plugin<?>> registry =
        new Registry<>(PluginKind.EXPONENTIAL, List.of(foreign, new PadeProvider()), skipped::add);
    assertThat(registry.get("pade")).isInstanceOf(PadeProvider.class);
    assertThat(skipped).singleElement().asString().contains("Proxy", "PadeProvider has taken");
  }

  /** A server's thread may have a class loader that knows nothing of Koopflow. */
  @Test
  void aForeignThreadFindsWhatKoopflowItselfFinds() throws Exception {
    Plugins[] found = new Plugins[1];
    Thread thread = new Thread(() -> found[0] = Plugins.discover());
    try (URLClassLoader foreign =
        new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(foreign);
      thread.start();
      thread.join();
      assertThat(found[0].of(NetworkProvider.class).names()).contains("mlp", "residual");
      assertThatThrownBy(() -> Plugins.discover(foreign))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("no plug-in of Koopflow is found by class loader");
    }
    assertThat(
            Plugins.discover(PluginsTest.class.getClassLoader()).of(NetworkProvider.class).names())
        .contains("mlp", "residual");
  }

  @Test
  void discoveryFindsWhatTheModuleProvides() {
    Plugins found = Plugins.discover();
    assertThat(found.of(NetworkProvider.class).names()).contains("mlp", "residual");
    assertThat(found.broken()).isEmpty();
  }

  @Test
  void aProviderThatCannotBeLoadedIsListedAndHidesNoOther(@TempDir Path folder) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(NetworkProvider.class.getName()), "com.example.DoesNotExist\n");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, PluginsTest.class.getClassLoader())) {
      Plugins found = Discovery.run(service -> ServiceLoader.load(service, loader));
      assertThat(found.of(NetworkProvider.class).names()).contains("mlp", "residual");
      assertThat(found.broken())
          .singleElement()
          .satisfies(
              broken -> {
                assertThat(broken.kind()).isEqualTo(PluginKind.NETWORK);
                assertThat(broken.reason()).contains("com.example.DoesNotExist");
              });
    }
  }

  /** What a thread's own class loader finds hides nothing of Koopflow's, and is told. */
  @Test
  void whatAForeignThreadFindsStandsBesideWhatKoopflowFinds(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(NetworkProvider.class.getName()), "com.example.Nowhere\n");
    Plugins[] found = new Plugins[1];
    Thread thread = new Thread(() -> found[0] = Plugins.discover());
    try (URLClassLoader foreign =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(foreign);
      thread.start();
      thread.join();
    }
    assertThat(found[0].of(NetworkProvider.class).names()).contains("mlp", "residual");
    assertThat(found[0].broken())
        .singleElement()
        .satisfies(broken -> assertThat(broken.reason()).contains("com.example.Nowhere"));
  }

  /** A plug-in with two settings of one name. */
  private record Twice(String name) implements Plugin<Twice.Settings> {
    record Settings(double high, @Inlined Fakes.Range range) {}

    @Override
    public String summary() {
      return "a plug-in";
    }

    @Override
    public Settings defaults() {
      return new Settings(1, new Fakes.Range(0, 1));
    }
  }

  @Test
  void twoSettingsOfOneNameAreRefused() {
    assertThatThrownBy(() -> Discovery.requireSelectable(new Twice("twice")))
        .hasMessageContaining("two settings of one name among high, low, high");
  }

  /** A plug-in with a setting that a specification cannot tell from the plug-in's name. */
  private record Typed(String name) implements Plugin<Typed.Settings> {
    record Settings(int width, String type) {}

    @Override
    public String summary() {
      return "a plug-in";
    }

    @Override
    public Settings defaults() {
      return new Settings(1, "a");
    }
  }

  @Test
  void aSettingCalledTypeIsRefused() {
    assertThatThrownBy(() -> Discovery.requireSelectable(new Typed("typed")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a setting 'type'");
    assertThatThrownBy(() -> Discovery.requireSelectable(new Typed("Typed")))
        .hasMessageContaining("calls itself 'Typed'");
    plugins.of(NetworkProvider.class).all().values().forEach(Discovery::requireSelectable);
  }

  @Test
  void settingsOfASelectionAreBoundWhenAPartIsMade() {
    Network network =
        plugins
            .networks()
            .create(
                new Selection<>("mlp", Map.of("width", 5, "depth", 1)), NetworkContext.of(2, 3));
    assertThat(network.parameters()).hasSize(4);
    assertThat(network.parameters().get(0).shape().rows()).isEqualTo(5);
    assertThatThrownBy(
            () ->
                plugins
                    .networks()
                    .create(new Selection<>("mlp", Map.of("widht", 5)), NetworkContext.of(2, 3)))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("network 'mlp': unknown key 'widht' (did you mean 'width'?)");
    assertThatThrownBy(
            () ->
                plugins
                    .networks()
                    .create(new Selection<>("mlp", Map.of("width", 0)), NetworkContext.of(2, 3)))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("got width 0");
  }

  @Test
  void aBackendIsGivenItsSettingsAndWhatAllBackendsAreTold() {
    BackendContext context = new BackendContext(2, "cpu", Precision.FLOAT32);
    assertThatThrownBy(
            () ->
                plugins.create(
                    BackendProvider.class,
                    new Selection<BackendProvider<?>>("djl", Map.of("blocks", "7")),
                    context))
        .hasMessage("djl with 7 blocks on 2 threads");
    assertThatThrownBy(() -> plugins.backend("djl", context))
        .hasMessage("djl with 4 blocks on 2 threads");
    assertThatThrownBy(() -> plugins.backend("dlj", context))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("unknown backend 'dlj' (did you mean 'djl'?)");
  }

  private void create(Map<String, Object> settings) {
    plugins.create(
        TeacherProvider.class,
        new Selection<>("cfm", settings),
        new TeacherContext(Space.of(2), plugins.networks()));
  }

  @Test
  void whatAPluginRefusesIsASpecificationError() {
    assertThatThrownBy(() -> create(Map.of("count", 42)))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("teacher 'cfm': count must fit the dimension 2, got 42");
    assertThatThrownBy(() -> create(Map.of("nested", Map.of("depth", -1))))
        .isInstanceOf(SpecificationException.class)
        .hasMessage("teacher 'cfm': in 'nested': depth must not be negative, got -1.0");
  }

  @Test
  void aPluginThatFailsInAnyOtherWayIsToBlame() {
    assertThatThrownBy(() -> create(Map.of("text", "odd")))
        .isInstanceOf(KoopflowException.class)
        .isNotInstanceOf(SpecificationException.class)
        .hasMessage(
            "teacher 'cfm' failed, by a fault of the plug-in and not of what was asked for:"
                + " IllegalArgumentException: odd")
        .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> create(Map.of("nested", Map.of("depth", 1e9))))
        .isInstanceOf(KoopflowException.class)
        .isNotInstanceOf(SpecificationException.class)
        .hasMessageContainingAll("Nested", "fault of the plug-in", "IllegalStateException: deep")
        .hasCauseExactlyInstanceOf(IllegalStateException.class);
  }

  @Test
  void anErrorOfAPluginIsItsFaultUnlessItIsOneOfTheMachine() {
    assertThatThrownBy(() -> Blame.asking("teacher 'a'", () -> fail(new AssertionError("odd"))))
        .isExactlyInstanceOf(KoopflowException.class)
        .hasMessage(
            "teacher 'a' failed, by a fault of the plug-in and not of what was asked for:"
                + " AssertionError: odd")
        .hasCauseExactlyInstanceOf(AssertionError.class);
    for (Error machine :
        List.of(new StackOverflowError(), new OutOfMemoryError(), new NoClassDefFoundError("a"))) {
      assertThatThrownBy(() -> Blame.asking("teacher 'a'", () -> fail(machine))).isSameAs(machine);
    }
  }

  private static Object fail(Error error) {
    throw error;
  }

  @Test
  void whatAPluginTellsInItsOwnWordsIsPassedOn() {
    assertThatThrownBy(
            () ->
                Blame.asking(
                    "teacher 'a'",
                    () -> {
                      throw new CancellationException("stopped");
                    }))
        .isExactlyInstanceOf(CancellationException.class);
    assertThatThrownBy(
            () ->
                Blame.asking(
                    "teacher 'a'",
                    () -> {
                      throw InvalidSettingException.together("left and right must differ");
                    }))
        .isExactlyInstanceOf(SpecificationException.class)
        .hasMessage("teacher 'a': left and right must differ");
  }

  @Test
  void guiceGivesTheSameEntrance() {
    Injector injector = Guice.createInjector(new KoopflowModule(plugins));
    Plugins injected = injector.getInstance(Plugins.class);
    assertThat(injected).isSameAs(injector.getInstance(Koopflow.class).plugins());
    for (Registry<?> registry : plugins.registries()) {
      assertThat(injected.of(registry.kind().service()).names()).isEqualTo(registry.names());
    }
  }

  @Test
  void anotherModuleMayContribute() {
    Injector injector =
        Guice.createInjector(
            new KoopflowModule(plugins),
            new AbstractModule() {
              @Override
              protected void configure() {
                MapBinder.newMapBinder(
                        binder(),
                        new TypeLiteral<String>() {},
                        new TypeLiteral<TeacherProvider<?>>() {})
                    .addBinding("added")
                    .toInstance(new Fakes.FakeTeacher("added", Optional.empty()));
              }
            });
    assertThat(injector.getInstance(Plugins.class).of(TeacherProvider.class).names())
        .containsExactly("added", "cfm", "gone");
  }
}
