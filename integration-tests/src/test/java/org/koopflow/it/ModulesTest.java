package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.core.plugin.PluginKind;

/** The dependency rule in the module descriptors, and both ways of declaring a provider. */
class ModulesTest {
  private static final String OURS = "org.koopflow.";

  private static final Map<String, ModuleDescriptor> MODULES = Reactor.modules();

  /** A module by an author who is not one of us. */
  private static final Path STRANGER = Path.of("stranger", "target", "classes");

  static List<Path> folders() {
    return Stream.concat(Reactor.classes().stream(), Stream.of(STRANGER)).toList();
  }

  private static Set<String> required(String module, boolean ours) {
    return MODULES.get(module).requires().stream()
        .map(ModuleDescriptor.Requires::name)
        .filter(name -> name.startsWith(OURS) == ours && !name.equals("java.base"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> plugins() {
    return MODULES.keySet().stream()
        .filter(
            name ->
                name.startsWith(OURS + "backend.")
                    || name.startsWith(OURS + "teacher.")
                    || name.equals(OURS + "parts"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theApiRequiresTheJdkAlone() {
    assertThat(required("org.koopflow.api", true)).isEmpty();
    assertThat(required("org.koopflow.api", false)).isEmpty();
  }

  @Test
  void theGraphRequiresTheApiAlone() {
    assertThat(required("org.koopflow.graph", true)).containsExactly("org.koopflow.api");
    assertThat(required("org.koopflow.graph", false)).isEmpty();
  }

  /** Backends may be made on the graph, all others on the numerics. */
  @Test
  void pluginsRequireTheApiAndNothingElseOfOurs() {
    assertThat(plugins())
        .contains(
            "org.koopflow.backend.djl",
            "org.koopflow.teacher.cfm",
            "org.koopflow.teacher.rectified");
    for (String plugin : plugins()) {
      Set<String> others = required(plugin, true);
      others.remove(plugin.startsWith(OURS + "backend.") ? OURS + "graph" : OURS + "numerics");
      assertThat(others).as(plugin).containsExactly("org.koopflow.api");
      assertThat(MODULES.get(plugin).provides()).as(plugin).isNotEmpty();
    }
  }

  @Test
  void strangersNeedTheApiAloneForEveryKind() {
    ModuleDescriptor stranger = Reactor.reference(STRANGER).descriptor();
    assertThat(stranger.requires().stream().map(ModuleDescriptor.Requires::name))
        .containsExactlyInAnyOrder("java.base", "org.koopflow.api");
    assertThat(stranger.provides().stream().map(ModuleDescriptor.Provides::service))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PluginKind.values()).map(kind -> kind.service().getName()).toList());
  }

  @Test
  void theCoreRequiresNoPluginAndNoEngine() {
    assertThat(required("org.koopflow.core", true))
        .containsExactly("org.koopflow.api", "org.koopflow.numerics");
    assertThat(required("org.koopflow.core", false))
        .noneMatch(name -> name.startsWith("ai.djl") || name.contains("nd4j"))
        .doesNotContain("info.picocli", "xchart", "me.tongfei.progressbar", "java.desktop");
  }

  @Test
  void spectralAnalysisRequiresNoPluginAndNoEngine() {
    assertThat(required("org.koopflow.spectral", true))
        .containsExactly("org.koopflow.api", "org.koopflow.core", "org.koopflow.numerics");
    assertThat(required("org.koopflow.spectral", false)).isEmpty();
  }

  @Test
  void theCommandLineRequiresNoPlugin() {
    assertThat(required("org.koopflow.cli", true))
        .containsExactly(
            "org.koopflow.api",
            "org.koopflow.benchmarks",
            "org.koopflow.core",
            "org.koopflow.numerics",
            "org.koopflow.report",
            "org.koopflow.spectral",
            "org.koopflow.study");
  }

  @Test
  void theReportRequiresNoPlugin() {
    assertThat(required("org.koopflow.report", true))
        .containsExactly("org.koopflow.api", "org.koopflow.core", "org.koopflow.spectral");
    assertThat(required("org.koopflow.report", false)).containsExactly("java.desktop", "xchart");
  }

  @Test
  void aStudyRequiresTheCoreAndNothingElse() {
    assertThat(required("org.koopflow.study", true))
        .containsExactly("org.koopflow.api", "org.koopflow.core", "org.koopflow.numerics");
    assertThat(required("org.koopflow.study", false)).isEmpty();
  }

  /** A program that makes a report has a Java of the modules the report asks for, and no more. */
  @Test
  void aReportIsMadeWithoutACommandLine() {
    ModuleFinder here =
        ModuleFinder.of(
            Stream.of(System.getProperty("jdk.module.path").split(File.pathSeparator))
                .map(Path::of)
                .toArray(Path[]::new));
    assertThat(here.find("info.picocli")).as("the path of the whole product").isPresent();
    assertThat(resolved(here, "org.koopflow.cli")).contains("info.picocli", "org.koopflow.report");
    assertThat(resolved(here, "org.koopflow.report"))
        .contains("org.koopflow.core", "org.koopflow.spectral")
        .doesNotContain("info.picocli", "org.koopflow.cli");
  }

  private static Set<String> resolved(ModuleFinder path, String root) {
    return Configuration.empty()
        .resolve(path, ModuleFinder.ofSystem(), Set.of(root))
        .modules()
        .stream()
        .map(ResolvedModule::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theCoreUsesEveryService() {
    assertThat(MODULES.get("org.koopflow.core").uses())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PluginKind.values()).map(kind -> kind.service().getName()).toList());
  }

  @Test
  void onlyTheCommandLineIsOpen() {
    MODULES.forEach(
        (name, module) -> {
          assertThat(module.isOpen()).as(name).isFalse();
          if (!name.equals("org.koopflow.cli")) {
            assertThat(module.opens()).as(name).isEmpty();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("folders")
  void bothDeclarationsOfProvidersAgree(Path classes) throws IOException {
    Map<String, List<String>> declared = new TreeMap<>();
    for (ModuleDescriptor.Provides provides : Reactor.reference(classes).descriptor().provides()) {
      declared.put(provides.service(), provides.providers().stream().sorted().toList());
    }
    assertThat(services(classes)).isEqualTo(declared);
  }

  private static Map<String, List<String>> services(Path classes) throws IOException {
    Map<String, List<String>> services = new TreeMap<>();
    Path folder = classes.resolve("META-INF/services");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          List<String> names =
              Files.readAllLines(file).stream().filter(line -> !line.isBlank()).sorted().toList();
          services.put(file.getFileName().toString(), names);
        }
      }
    }
    return services;
  }
}
