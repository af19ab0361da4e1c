package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a tree of its own, with a Java and a Maven that only tell. */
class LauncherTest {
  @TempDir Path scratch;

  private Path tree;
  private Path tools;

  @BeforeEach
  void makeTree() throws IOException {
    Path script = Path.of("..", "koopflow").toAbsolutePath().normalize();
    assumeThat(script).as("the source tree is around").exists();
    assumeThat(new File("/bin/bash")).as("there is a bash").exists();
    tree = Files.createDirectories(scratch.resolve("a tree"));
    Files.copy(script, tree.resolve("koopflow"));
    tree.resolve("koopflow").toFile().setExecutable(true);
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.createDirectories(tree.resolve("koopman-cli/src/main/java"));
    Files.writeString(tree.resolve("koopman-cli/pom.xml"), "<project/>");
    source("A.java", 1_000_000);
    for (Path file : List.of(tree.resolve("pom.xml"), tree.resolve("koopman-cli/pom.xml"))) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    }
    tools = Files.createDirectories(scratch.resolve("tools/bin"));
    java(17);
    tool(
        "mvn",
        "mkdir -p koopman-cli/target/dist/lib; echo \"$PWD|$*\" >> '" + scratch + "/mvn.log'");
  }

  private void source(String name, long millis) throws IOException {
    Path file = tree.resolve("koopman-cli/src/main/java").resolve(name);
    Files.writeString(file, "class A {}");
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }

  private void tool(String name, String body) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/bash\n" + body + "\n");
    file.toFile().setExecutable(true);
  }

  private void java(int version) throws IOException {
    tool(
        "java",
        "if [[ \"$*\" == *-version* ]]; then echo '    java.specification.version = "
            + (version < 9 ? "1." + version : version)
            + "' >&2; exit; fi\n"
            + "printf 'argument:%s\\n' \"$@\"\n"
            + "echo \"omp:$OMP_WAIT_POLICY:$OMP_NUM_THREADS\"\n"
            + "echo \"where:$PWD\"\n"
            + "exit 7");
  }

  private Console start(Path script, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(Arrays.asList(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.startsWith("OMP_") || key.startsWith("KOOPFLOW_"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", tools + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    File out = scratch.resolve("out").toFile();
    File err = scratch.resolve("err").toFile();
    Process process = builder.redirectOutput(out).redirectError(err).start();
    return new Console(
        process.waitFor(),
        Files.readString(out.toPath(), StandardCharsets.UTF_8),
        Files.readString(err.toPath(), StandardCharsets.UTF_8));
  }

  private Console start(String... words) throws IOException, InterruptedException {
    return start(tree.resolve("koopflow"), Map.of(), words);
  }

  private long builds() throws IOException {
    Path log = scratch.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void passesWordsAndExitCodeOn() throws Exception {
    Console said = start("run", "two words", "", "--set", "a=*");

    assertThat(said.code()).isEqualTo(7);
    String dist = tree.toRealPath() + "/koopman-cli/target/dist";
    assertThat(said.out())
        .contains(
            "argument:-p\nargument:" + dist + "/lib/modules\n",
            "argument:-cp\nargument:" + dist + "/lib/classpath/*\n",
            "argument:-m\nargument:org.koopflow.cli/org.koopflow.cli.Main\n"
                + "argument:run\nargument:two words\nargument:\nargument:--set\nargument:a=*\n",
            "omp:PASSIVE:1\n",
            "where:" + scratch.toRealPath() + "\n")
        .doesNotContain("memory-access", "koopflow.columns");
    assertThat(Files.readString(scratch.resolve("mvn.log")))
        .startsWith(tree.toRealPath() + "|")
        .contains("-pl koopman-cli -am package");
  }

  @Test
  void buildsOnceAndAgainWhenSourcesChange() throws Exception {
    assertThat(start().err()).contains("building, which happens once");
    assertThat(builds()).isEqualTo(1);

    assertThat(start().err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    source("B.java", System.currentTimeMillis() + 60_000);
    assertThat(start().err()).contains("sources have changed");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void aFailedBuildIsShownAndTriedAgain() throws Exception {
    tool("mvn", "echo 'cannot find symbol'; exit 1");

    Console said = start("plugins");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains("cannot find symbol", "koopflow: the build failed");
    assertThat(start("plugins").code()).isEqualTo(1);
  }

  @Test
  void followsSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(scratch.resolve("first"), Path.of("a tree/koopflow"));
    Path second = Files.createSymbolicLink(scratch.resolve("second"), first);
    assertThat(start(second, Map.of()).out()).contains(tree.toRealPath() + "/koopman-cli");
  }

  @Test
  void laterJavaGetsItsFlagAndUsersGetTheirs() throws Exception {
    java(25);
    Console said =
        start(
            tree.resolve("koopflow"),
            Map.of("KOOPFLOW_JAVA_OPTS", "-Xmx1g -Da=b", "OMP_NUM_THREADS", "4"));
    assertThat(said.out())
        .contains("argument:--sun-misc-unsafe-memory-access=allow\n")
        .contains("argument:-Xmx1g\nargument:-Da=b\n")
        .contains("omp:PASSIVE:4\n");
  }

  @Test
  void oldJavaIsRefused() throws Exception {
    for (int version : new int[] {8, 11}) {
      java(version);
      Console said = start();
      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err())
          .isEqualTo(
              "koopflow: Java 17 or later is needed, '"
                  + tools.resolve("java")
                  + "' is version "
                  + version
                  + "\n");
    }
    assertThat(builds()).isZero();
  }

  @Test
  void javaHomeComesFirst() throws Exception {
    java(11);
    Path home = scratch.resolve("home");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("bin/java"),
        "#!/bin/bash\nif [[ \"$*\" == *-version* ]]; then"
            + " echo '    java.specification.version = 21' >&2; fi\n");
    home.resolve("bin/java").toFile().setExecutable(true);
    assertThat(start(tree.resolve("koopflow"), Map.of("JAVA_HOME", home.toString())).code())
        .isZero();

    Console wrong = start(tree.resolve("koopflow"), Map.of("JAVA_HOME", "/no/java"));
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err())
        .isEqualTo("koopflow: JAVA_HOME is '/no/java', and there is no bin/java in it\n");
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Files.delete(tools.resolve("mvn"));
    Path bare = Files.createDirectories(scratch.resolve("bare"));
    for (String name :
        List.of("bash", "dirname", "readlink", "sed", "find", "mkdir", "flock", "touch")) {
      for (String place : List.of("/usr/bin/", "/bin/")) {
        if (Files.exists(Path.of(place + name)) && !Files.exists(bare.resolve(name))) {
          Files.createSymbolicLink(bare.resolve(name), Path.of(place + name));
        }
      }
    }
    Console said = start(tree.resolve("koopflow"), Map.of("PATH", tools + ":" + bare));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo("koopflow: Maven is needed to build koopflow: no 'mvn' on the PATH\n");
  }
}
