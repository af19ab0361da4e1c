package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, in a tree of its own, with a Java and a Maven that only tell. */
class LauncherTest {
  @TempDir Path scratch;

  private SourceTree tree;
  private Path tools;

  @BeforeEach
  void makeTree() throws IOException {
    tree = SourceTree.in(scratch);
    tools = Files.createDirectories(scratch.resolve("tools/bin"));
    java(17);
    tool(
        "mvn",
        "mkdir -p koopman-cli/target/dist/lib/modules; echo \"$PWD|$*\" >> '"
            + scratch
            + "/mvn.log'");
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
            + "if [[ \"$*\" == *ModuleFolder* ]]; then echo \"$*\" >> '"
            + scratch
            + "/checks.log'; exit; fi\n"
            + "printf 'argument:%s\\n' \"$@\"\n"
            + "echo \"omp:$OMP_WAIT_POLICY:$OMP_NUM_THREADS\"\n"
            + "echo \"where:$PWD\"\n"
            + "exit 7");
  }

  private Console start(Path script, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    return tree.start(script, tools + ":/usr/bin:/bin", environment, words);
  }

  private Console start(String... words) throws IOException, InterruptedException {
    return start(script(), Map.of(), words);
  }

  private Path script() {
    return tree.root().resolve("koopflow");
  }

  private long builds() throws IOException {
    return lines("mvn.log");
  }

  private long lines(String name) throws IOException {
    Path log = scratch.resolve(name);
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  @Test
  void passesWordsAndExitCodeOn() throws Exception {
    Console said = start("run", "two words", "", "--set", "a=*");

    assertThat(said.code()).isEqualTo(7);
    String dist = tree.root().toRealPath() + "/koopman-cli/target/dist";
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
        .startsWith(tree.root().toRealPath() + "|")
        .contains("-pl koopman-cli -am package");
  }

  @Test
  void buildsOnceAndAgainWhenSourcesChange() throws Exception {
    assertThat(start().err()).contains("building, which happens once");
    assertThat(builds()).isEqualTo(1);

    assertThat(start().err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    tree.source("B.java", System.currentTimeMillis() + 60_000);
    assertThat(start().err()).contains("sources have changed");
    assertThat(builds()).isEqualTo(2);
  }

  /** So that a start costs no more than it did, but for the first one after a change. */
  @Test
  void looksAtTheModulesOnlyWhenTheyHaveChanged() throws Exception {
    start();
    assertThat(lines("checks.log")).isEqualTo(1);
    start();
    assertThat(lines("checks.log")).isEqualTo(1);

    Path modules = tree.dist().resolve("lib/modules");
    waitForTheClockOfTheDisk();
    Path jar = Files.writeString(modules.resolve("new.jar"), "");
    start();
    assertThat(lines("checks.log")).as("a new jar").isEqualTo(2);

    waitForTheClockOfTheDisk();
    Files.writeString(jar, "changed");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    start();
    assertThat(lines("checks.log")).as("another jar of that name, and older").isEqualTo(3);

    waitForTheClockOfTheDisk();
    Files.delete(jar);
    start();
    assertThat(lines("checks.log")).as("a jar less").isEqualTo(4);

    java(25);
    start();
    assertThat(lines("checks.log")).as("another Java").isEqualTo(5);
    start();
    assertThat(lines("checks.log")).isEqualTo(5);
  }

  /** Until a file written now is seen to be newer than what the script has noted. */
  private void waitForTheClockOfTheDisk() throws IOException {
    FileTime noted = Files.getLastModifiedTime(tree.dist().resolve("checked"));
    Path now = scratch.resolve("now");
    do {
      Files.writeString(now, "");
    } while (Files.getLastModifiedTime(now).compareTo(noted) <= 0);
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
    assertThat(start(second, Map.of()).out()).contains(tree.root().toRealPath() + "/koopman-cli");
  }

  @Test
  void laterJavaGetsItsFlagAndUsersGetTheirs() throws Exception {
    java(25);
    Console said =
        start(script(), Map.of("KOOPFLOW_JAVA_OPTS", "-Xmx1g -Da=b", "OMP_NUM_THREADS", "4"));
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
    assertThat(start(script(), Map.of("JAVA_HOME", home.toString())).code()).isZero();

    Console wrong = start(script(), Map.of("JAVA_HOME", "/no/java"));
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
    Console said = start(script(), Map.of("PATH", tools + ":" + bare));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .isEqualTo("koopflow: Maven is needed to build koopflow: no 'mvn' on the PATH\n");
  }
}
