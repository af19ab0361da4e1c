package org.koopflow.it.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The assembled product, started as the script starts it, in a Java of its own.
 *
 * @param modules folder of its modules
 * @param classpath folder of what cannot be a module
 * @param scratch folder for what it says
 */
record Product(Path modules, Path classpath, Path scratch) {
  /** The product this build made; skips the running test if there is none yet. */
  static Product built(Path scratch) {
    Path lib = Path.of("..", "koopman-cli", "target", "dist", "lib").toAbsolutePath().normalize();
    assumeThat(lib.resolve("modules")).as("the product is packaged").isDirectory();
    return new Product(lib.resolve("modules"), lib.resolve("classpath"), scratch);
  }

  /** The same with another class path. */
  Product with(Path otherClasspath) {
    return new Product(modules, otherClasspath, scratch);
  }

  /** A copy of its modules, to which a test may add, beside the same class path. */
  Product copied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> jars = Files.list(modules)) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        Files.copy(jar, folder.resolve(jar.getFileName()));
      }
    }
    return new Product(folder, classpath, scratch);
  }

  /** Runs a command to its end. */
  Console start(String... words) throws IOException, InterruptedException {
    return said(launch(words));
  }

  /** Begins a command; what it says goes to the files {@code out} and {@code err}. */
  Process launch(String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED,ai.djl.pytorch_engine,com.sun.jna",
                "-Dai.djl.offline=true",
                "-p",
                modules.toString(),
                "-cp",
                classpath + File.separator + "*",
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

  /** Waits for a command to end. */
  Console said(Process process) throws IOException, InterruptedException {
    return new Console(
        process.waitFor(),
        Files.readString(scratch.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(scratch.resolve("err"), StandardCharsets.UTF_8));
  }
}
