package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.KoopflowException;
import picocli.CommandLine;

class MainTest {
  private static String said(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, words);
    assertThat(code).as(String.join(" ", words)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyCommandIsListedAndHasHelp() {
    Map<String, CommandLine> commands = Main.commands(System.out, System.err).getSubcommands();
    assertThat(commands).containsKeys("run", "prune", "report", "bench");
    String list = said("--help");
    commands.forEach(
        (name, command) -> {
          assertThat(list).containsPattern("(?m)^  " + name + " +\\S");
          assertThat(said(name, "--help")).startsWith("Usage: koopflow " + name + " ");
          assertThat(command.getSubcommands()).as("this test goes one level deep").isEmpty();
        });
  }

  @Test
  void everyErrorTakesOneLine() {
    assertThat(Main.explanation(new KoopflowException("a\n  b"), false)).isEqualTo("a b");
    assertThat(Main.explanation(new IllegalStateException("odd"), false))
        .isEqualTo("internal error: IllegalStateException: odd; --debug shows where");
    assertThat(Main.explanation(new IllegalStateException("odd"), true))
        .isEqualTo("internal error: IllegalStateException: odd");
    assertThat(Main.explanation(new NullPointerException(), false)).contains("internal error");
    assertThat(Main.explanation(new OutOfMemoryError("Java heap space"), false))
        .startsWith("memory is exhausted (Java heap space)");
    assertThat(Main.explanation(new UnsatisfiedLinkError("libtorch.so\nno such file"), false))
        .isEqualTo("a library cannot be loaded: libtorch.so no such file");
  }
}
