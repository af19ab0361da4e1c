package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.core.plugin.PluginKind;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Registry;

/** The same plug-ins are found on the module path and on the class path. */
class ServicesTest {
  @Test
  void allAreFoundOnTheModulePath() {
    Plugins plugins = Plugins.discover();
    assertThat(plugins.broken()).isEmpty();
    assertThat(plugins.registries().stream().flatMap(each -> each.all().values().stream()))
        .extracting(plugin -> plugin.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(declared());
    assertThat(plugins.registries()).hasSize(PluginKind.values().length);
    for (Registry<?> registry : plugins.registries()) {
      registry
          .all()
          .values()
          .forEach(
              plugin ->
                  assertThat(plugin.getClass().getModule().isNamed())
                      .as("%s comes from a named module", plugin.getClass())
                      .isTrue());
    }
  }

  /** What the modules of the product say they provide. */
  private static List<String> declared() {
    Set<String> services =
        Stream.of(PluginKind.values())
            .map(kind -> kind.service().getName())
            .collect(Collectors.toSet());
    List<String> declared =
        ModuleLayer.boot().modules().stream()
            .flatMap(module -> module.getDescriptor().provides().stream())
            .filter(provides -> services.contains(provides.service()))
            .flatMap(provides -> provides.providers().stream())
            .toList();
    assertThat(declared).hasSizeGreaterThan(40);
    return declared;
  }

  @Test
  void allAreFoundInTheBootLayer() {
    assertThat(PluginNames.of(Plugins.discover(ModuleLayer.boot())))
        .isEqualTo(PluginNames.of(Plugins.discover()));
  }

  @Test
  void allAreFoundOnAClassPath(@TempDir Path folder) throws Exception {
    List<String> output = run(folder, "-cp", everything(), PluginNames.class.getName());
    List<String> expected = new ArrayList<>(List.of("module: false"));
    PluginNames.of(Plugins.discover()).forEach((kind, names) -> expected.add(kind + ": " + names));
    assertThat(output).isEqualTo(expected);
  }

  /** Both paths of this JVM as one class path. */
  private static String everything() {
    return String.join(
        File.pathSeparator,
        Stream.concat(
                Stream.of(
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("surefire.real.class.path", ""),
                        System.getProperty("surefire.test.class.path", ""),
                        System.getProperty("java.class.path", ""))
                    .flatMap(path -> Stream.of(path.split(File.pathSeparator))),
                Stream.of(Path.of("target", "test-classes").toAbsolutePath().toString()))
            .filter(entry -> !entry.isBlank())
            .distinct()
            .toList());
  }

  private static List<String> run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }
}
