package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input of the table ends in one line that says what was wrong, with the exit code of a
 * mistake, and in bounded time and memory: a hang, or memory taken on the word of a header, ends
 * the test.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputsTest {
  /** A message that quotes something long is cut. */
  private static final int LONGEST = 1200;

  @TempDir static Path folder;

  private Path run;
  private Path files;
  private List<BadInputs.Line> lines;

  @BeforeAll
  void prepare() throws IOException {
    run = folder.resolve("run");
    assertThat(Console.run("eight-gaussians", run).code()).isZero();
    files = Files.createDirectories(folder.resolve("files"));
    lines = BadInputs.read(files);
    new BadFiles(files, run).write();
  }

  List<BadInputs.Line> lines() {
    return lines;
  }

  @Test
  void thereAreHundredsOfDifferentOnes() {
    assertThat(lines).hasSizeGreaterThan(300);
    assertThat(lines.stream().map(BadInputs.Line::words)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("lines")
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isRefused(BadInputs.Line line) {
    if (line.words().contains("pipe")) {
      assumeThat(files.resolve("pipe")).as("there is mkfifo").exists();
    }
    if (line.words().contains("/dev/") || line.words().contains("/proc/")) {
      assumeThat(Path.of("/proc/self")).as("there is a Linux").exists();
    }
    Console said = Console.of(line.words(files, run));
    assertThat(said.code()).as(said.err()).isEqualTo(line.exit());
    assertThat(said.out()).isEmpty();
    List<String> errors = said.err().lines().filter(each -> each.startsWith("koopflow: ")).toList();
    assertThat(errors).as(said.err()).isNotEmpty();
    String last = errors.get(errors.size() - 1);
    assertThat(last).contains(line.message(files, run)).hasSizeLessThan(LONGEST);
    assertThat(said.err()).endsWith(last + System.lineSeparator());
    assertThat(said.err()).doesNotContain("\tat ", "internal error", "fault of the plug-in");
  }
}
