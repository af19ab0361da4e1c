package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.core.plugin.PluginKind;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Registry;

/** The same plug-ins are found on the module path and on the class path. */
class ServicesTest {
  private static final Map<String, String> EXPECTED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("backend", "djl nd4j"),
              Map.entry(
                  "data source",
                  "checkerboard csv eight-gaussians fashion-mnist gaussian idx mnist npy pinwheel"
                      + " swiss-roll teacher two-moons two-spirals"),
              Map.entry("executor", "in-process"),
              Map.entry("exponential", "auto block eigen euler-k krylov pade taylor"),
              Map.entry("exporter", ""),
              Map.entry(
                  "lifting", "decoder-free mlp polynomial projected radial-basis random-fourier"),
              Map.entry("network", "mlp residual"),
              Map.entry("objective term", "consistency path phase reconstruction target"),
              Map.entry("operator", "block dense dissipative low-rank"),
              Map.entry("optimizer", "adam adamw"),
              Map.entry("sampler", "dopri5 euler heun koopman midpoint rk4 tsit5"),
              Map.entry("teacher", "analytic cfm recorded rectified torchscript"),
              Map.entry("transform", "none standardize whiten")));

  @Test
  void allAreFoundOnTheModulePath() {
    Plugins plugins = Plugins.discover();
    assertThat(plugins.broken()).isEmpty();
    assertThat(PluginNames.of(plugins)).isEqualTo(EXPECTED);
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

  @Test
  void allAreFoundInTheBootLayer() {
    assertThat(PluginNames.of(Plugins.discover(ModuleLayer.boot()))).isEqualTo(EXPECTED);
  }

  @Test
  void allAreFoundOnAClassPath(@TempDir Path folder) throws Exception {
    List<String> output = run(folder, "-cp", everything(), PluginNames.class.getName());
    List<String> expected = new ArrayList<>(List.of("module: false"));
    EXPECTED.forEach((kind, names) -> expected.add(kind + ": " + names));
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
