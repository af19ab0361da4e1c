package org.koopflow.it.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The script at the root, in a tree of its own where there is next to nothing to build.
 *
 * @param root folder of the tree
 * @param scratch folder for what it says, and the one it is started in
 */
record SourceTree(Path root, Path scratch) {
  /** Makes a tree; skips the running test where the script cannot be had or started. */
  static SourceTree in(Path scratch) throws IOException {
    Path script = Path.of("..", "koopflow").toAbsolutePath().normalize();
    assumeThat(script).as("the source tree is around").exists();
    assumeThat(new File("/bin/bash")).as("there is a bash").exists();
    Path root = Files.createDirectories(scratch.resolve("a tree"));
    Files.copy(script, root.resolve("koopflow"));
    root.resolve("koopflow").toFile().setExecutable(true);
    Files.createDirectories(root.resolve("koopman-cli/src/main/java"));
    for (String file : List.of("pom.xml", "koopman-cli/pom.xml")) {
      Files.writeString(root.resolve(file), "<project/>");
      Files.setLastModifiedTime(root.resolve(file), FileTime.fromMillis(1_000_000));
    }
    SourceTree tree = new SourceTree(root, scratch);
    tree.source("A.java", 1_000_000);
    return tree;
  }

  /** Writes a source file of some age. */
  void source(String name, long millis) throws IOException {
    Path file = root.resolve("koopman-cli/src/main/java").resolve(name);
    Files.writeString(file, "class A {}");
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }

  /** What a build makes. */
  Path dist() {
    return root.resolve("koopman-cli/target/dist");
  }

  /** Starts a script in a bare environment. */
  Console start(Path script, String path, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("OMP_") || key.startsWith("KOOPFLOW_"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    File out = scratch.resolve("out").toFile();
    File err = scratch.resolve("err").toFile();
    Process process = builder.redirectOutput(out).redirectError(err).start();
    return new Console(
        process.waitFor(),
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }
}
