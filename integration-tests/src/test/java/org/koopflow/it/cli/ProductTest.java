package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled product, started as the script starts it, in a Java of its own. */
class ProductTest {
  private static final String STRANGER =
      """
      package com.example.stranger;

      import org.koopflow.api.sampling.SampledModel;
      import org.koopflow.api.sampling.Sampler;
      import org.koopflow.api.sampling.SamplerProvider;
      import org.koopflow.api.sampling.Trajectory;
      import org.koopflow.api.NoSettings;

      public final class Frozen implements SamplerProvider<NoSettings> {
        @Override public String name() { return "frozen"; }
        @Override public String summary() { return "leaves the noise as it is"; }
        @Override public NoSettings defaults() { return new NoSettings(); }
        @Override public Sampler create(NoSettings settings, SampledModel model) {
          return (noise, times) ->
              new Trajectory(times, java.util.Collections.nCopies(times.length, noise), 0);
        }
      }
      """;

  @TempDir Path scratch;

  private String modulePath;
  private Path strangers;
  private Path classpath;

  @BeforeEach
  void findProduct() throws IOException {
    Path dist = Path.of("..", "koopman-cli", "target", "dist").toAbsolutePath().normalize();
    classpath = dist.resolve("lib/classpath");
    assumeThat(dist.resolve("lib/modules")).as("the product is packaged").isDirectory();
    strangers = Files.createDirectories(scratch.resolve("lib with space/modules"));
    modulePath = dist.resolve("lib/modules") + File.pathSeparator + strangers;
  }

  private Console start(String... words) throws IOException, InterruptedException {
    Process process = launch(words);
    return said(process);
  }

  private Console said(Process process) throws IOException, InterruptedException {
    return new Console(
        process.waitFor(),
        Files.readString(scratch.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(scratch.resolve("err"), StandardCharsets.UTF_8));
  }

  private Process launch(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED,ai.djl.pytorch_engine,com.sun.jna",
                "-Dai.djl.offline=true",
                "-p",
                modulePath,
                "-cp",
                classpath + "/*",
                "--add-modules",
                "ALL-MODULE-PATH",
                "-m",
                "org.koopflow.cli/org.koopflow.cli.Main"));
    if (Runtime.version().feature() >= 23) {
      // As the script does: Guava, which Guice stands on, reaches into memory.
      command.add(1, "--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectOutput(scratch.resolve("out").toFile())
        .redirectError(scratch.resolve("err").toFile())
        .start();
  }

  private void writeStranger() throws IOException {
    Path sources = Files.createDirectories(scratch.resolve("src/com/example/stranger"));
    Path provider = Files.writeString(sources.resolve("Frozen.java"), STRANGER);
    Path descriptor =
        Files.writeString(
            scratch.resolve("src/module-info.java"),
            "module com.example.stranger { requires org.koopflow.api;"
                + " provides org.koopflow.api.sampling.SamplerProvider with"
                + " com.example.stranger.Frozen; }");
    Path classes = scratch.resolve("classes");
    ToolProvider compiler = ToolProvider.findFirst("javac").orElseThrow();
    int code =
        compiler.run(
            System.out,
            System.err,
            "-p",
            modulePath,
            "-d",
            classes.toString(),
            provider.toString(),
            descriptor.toString());
    assertThat(code).isZero();
    try (OutputStream file = Files.newOutputStream(strangers.resolve("stranger.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        jar.write(Files.readAllBytes(each));
      }
    }
  }

  @Test
  void everythingIsANamedModule() throws Exception {
    Console said = start("plugins", "--json");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
    JsonNode list = new ObjectMapper().readTree(said.out());
    assertThat(list).isNotEmpty();
    assertThat(list)
        .allSatisfy(entry -> assertThat(entry.get("module").asText()).startsWith("org.koopflow."));
  }

  @Test
  void aStrangersJarIsFoundAndUsed() throws Exception {
    writeStranger();
    assertThat(start("plugins").out()).contains("  frozen ", "leaves the noise as it is");

    Path run = scratch.resolve("run");
    List<String> words = new ArrayList<>(List.of("run", "gaussian.yaml", "--out", run.toString()));
    words.set(
        1,
        Files.writeString(
                scratch.resolve("gaussian.yaml"),
                "name: gaussian\ndata:\n  source: gaussian\nsampler:\n  type: frozen\n")
            .toString());
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));
    Console ran = start(words.toArray(String[]::new));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(run.resolve("experiment.yaml"))).contains("type: frozen");
    assertThat(ran.err()).doesNotContain("WARNING");
  }

  @Test
  void missingNativeLibrariesAreSaidInOneLine() throws Exception {
    Path run = scratch.resolve("run");
    classpath = Files.createDirectories(scratch.resolve("no natives"));

    Console said = start("run", "two-moons", "--out", run.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).as(said.err()).hasSize(1);
    assertThat(said.err())
        .startsWith("koopflow: backend 'djl' cannot be used: ")
        .contains("pytorch-native-cpu");
    assertThat(run).doesNotExist();
    assertThat(start("plugins").out()).contains("(not available: ");
  }

  @Test
  void withoutNd4jEverythingElseWorks() throws Exception {
    Path others = Files.createDirectories(scratch.resolve("without nd4j"));
    try (Stream<Path> jars = Files.list(classpath)) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        if (jar.getFileName().toString().startsWith("pytorch-native")) {
          Files.createSymbolicLink(others.resolve(jar.getFileName()), jar.toAbsolutePath());
        }
      }
    }
    classpath = others;

    assertThat(start("plugins").out())
        .contains("(not available: ND4J is missing; add org.nd4j:nd4j-native to the class path)")
        .containsOnlyOnce("not available");
    List<String> words = tiny("run", "two-moons", "--out", scratch.resolve("run").toString());
    assertThat(start(words.toArray(String[]::new)).code()).isZero();
    words.addAll(List.of("--set", "backend=nd4j"));
    Console refused = start(words.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "koopflow: backend 'nd4j' cannot be used: ND4J is missing; add org.nd4j:nd4j-native to"
                + " the class path\n");
  }

  @Test
  void nd4jKeepsQuiet() throws Exception {
    Path run = scratch.resolve("run");
    List<String> words = tiny("run", "two-moons", "--out", run.toString());
    words.addAll(List.of("--set", "backend=nd4j"));
    Console ran = start(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err().lines())
        .allMatch(line -> line.matches("(teacher|pool|student|evaluation|report): .*"));
    assertThat(ran.out().lines().findFirst().orElseThrow()).matches(" +teacher +student +floor");
    assertThat(
            new ObjectMapper()
                .readTree(run.resolve("provenance.json").toFile())
                .at("/plugins/backend/name")
                .asText())
        .isEqualTo("nd4j");
  }

  private static List<String> tiny(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    Console.TINY.forEach(setting -> all.addAll(List.of("--set", setting)));
    return all;
  }

  /** The system's polite request to end takes the same way as Ctrl-C. */
  @Test
  void aStoppedRunKeepsWhatItReached() throws Exception {
    Path run = scratch.resolve("run");
    List<String> words = new ArrayList<>(List.of("run", "two-moons", "--out", run.toString()));
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));
    words.addAll(List.of("--set", "training.steps=10000000"));
    Process process = launch(words.toArray(String[]::new));
    while (process.isAlive()
        && !Files.readString(scratch.resolve("err")).contains("student: begins")) {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }

    process.destroy();
    Console said = said(process);

    assertThat(said.code()).as(said.err()).isEqualTo(130);
    assertThat(said.err()).contains("stopping and keeping what was reached");
    assertThat(said.out()).contains("stopped: teacher and student as far as trained");
    JsonNode provenance = new ObjectMapper().readTree(run.resolve("provenance.json").toFile());
    assertThat(provenance.get("completed").asBoolean(true)).isFalse();
    assertThat(Files.readString(run.resolve("report.html"))).contains("stopped before its end");
    Path samples = scratch.resolve("samples.npy");
    Console sampled = Console.of("sample", run.toString(), "-n", "4", "--out", samples.toString());
    assertThat(sampled.code()).as(sampled.err()).isZero();
    assertThat(samples).isNotEmptyFile();
  }
}
