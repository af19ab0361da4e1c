package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.AtomicMove;

class ClaimTest {
  @TempDir Path folder;

  @Test
  void oneAtATimeInOneProcessUnderWhateverPath() throws IOException {
    Path run = folder.resolve("run");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (Claim claim = Claim.of(run)) {
      assertThat(claim.path()).isEqualTo(run);
      for (Path same : List.of(run, folder.resolve("x/../run"), link.resolve("run"))) {
        assertThatThrownBy(() -> Claim.of(same))
            .isInstanceOf(KoopflowException.class)
            .hasMessageContaining("'" + same + "' is being written by another run of this process")
            .hasMessageContaining("(" + ProcessHandle.current().pid() + ") since 2");
      }
      Claim.of(folder.resolve("other")).close();
    }
    Claim.of(run).close();
    assertThat(folder.toFile().list()).containsExactly("link");
  }

  @Test
  void foldersMadeForNothingGoAgain() {
    Claim.of(folder.resolve("a/b/run")).close();
    assertThat(folder).isEmptyDirectory();
  }

  /** Claims a path, says so, and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] words) throws IOException {
      try (Claim claim = Claim.of(Path.of(words[0]))) {
        System.out.println("holds " + claim.path());
        System.in.read();
      }
    }
  }

  @Test
  void anotherProcessIsNamedAndItsClaimEndsWithIt() throws Exception {
    Path run = folder.resolve("run");
    String classes =
        Stream.of(Holder.class, Claim.class, AtomicMove.class, KoopflowException.class)
            .map(type -> source(type.getProtectionDomain().getCodeSource()))
            .distinct()
            .collect(Collectors.joining(java.io.File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes
                    + java.io.File.pathSeparator
                    + Path.of("target", "test-classes").toAbsolutePath(),
                Holder.class.getName(),
                run.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).startsWith("holds ");

      assertThatThrownBy(() -> Claim.of(run))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("is being written by process " + process.pid() + " since 2");
      assertThat(Files.exists(folder.resolve(".run.koopflow-lock"))).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }

    Claim.of(run).close();
    assertThat(folder).isEmptyDirectory();
  }

  private static String source(CodeSource source) {
    return Path.of(java.net.URI.create(source.getLocation().toString())).toString();
  }
}
