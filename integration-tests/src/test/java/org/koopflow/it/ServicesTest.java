package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.core.Koopflow;
import org.koopflow.core.plugin.Plugins;

/** The same plug-ins are found on the module path and on a pure class path. */
class ServicesTest {
  /** Prints what is found; run by a Java of its own. */
  static final class Listing {
    public static void main(String[] arguments) {
      System.out.print(names(Plugins.discover()));
    }
  }

  private static String names(Plugins plugins) {
    return plugins.registries().stream()
        .map(registry -> registry.kind().word() + ": " + registry.names() + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void theModulePathHasThemAll() {
    assertThat(ServicesTest.class.getModule().isNamed()).isTrue();
    Plugins plugins = Plugins.discover();
    assertThat(plugins.broken()).isEmpty();
    assertThat(plugins.of(BackendProvider.class).names()).contains("djl");
    assertThat(plugins.of(TeacherProvider.class).names()).contains("cfm");
    assertThat(plugins.registries()).allSatisfy(r -> assertThat(r.names()).isNotEmpty());
  }

  @Test
  void aClassPathHasTheSame(@TempDir Path scratch) throws IOException, InterruptedException {
    String path =
        Stream.of(
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(System.getProperty("path.separator")));
    Path output = scratch.resolve("out");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", path, Listing.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .isEqualTo(names(Koopflow.create().plugins()));
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void guiceFindsTheSame() {
    assertThat(names(EmbeddingExample.withGuice().plugins())).isEqualTo(names(Plugins.discover()));
  }
}
