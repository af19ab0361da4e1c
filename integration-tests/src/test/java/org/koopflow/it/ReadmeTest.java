package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** What the README shows is what is compiled and tested. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path STRANGER = ROOT.resolve("integration-tests/stranger/src/main/java");

  /** Files a README may show parts of. */
  private static final List<Path> EXAMPLES =
      List.of(
          ROOT.resolve("integration-tests/src/main/java/org/koopflow/it/EmbeddingExample.java"),
          ROOT.resolve("integration-tests/src/main/java/org/koopflow/it/SpectralExample.java"),
          STRANGER.resolve("com/example/stranger/PhaseLiftingProvider.java"),
          STRANGER.resolve("module-info.java"));

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).as("blocks of " + language).isNotEmpty();
    return blocks;
  }

  /** What is left without comments, annotations and layout, which a README may leave out. */
  private static String essence(String code) {
    return Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL)
        .matcher(code)
        .replaceAll("")
        .replaceAll("public \\w+Provider\\(\\) \\{\\}", "")
        .replaceAll("@Override", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A block is cut at its ellipses; every piece must stand in one file, in the same order. */
  private static boolean shows(String block, String file) {
    int at = 0;
    for (String piece : block.split("// \\.\\.\\.")) {
      at = file.indexOf(essence(piece), at);
      if (at < 0) {
        return false;
      }
      at += essence(piece).length();
    }
    return true;
  }

  @Test
  void javaBlocksAreTestedCode() throws IOException {
    List<String> files = new ArrayList<>();
    for (Path example : EXAMPLES) {
      files.add(essence(Files.readString(example)));
    }
    for (String block : blocks("java")) {
      assertThat(files).as(block).anyMatch(file -> shows(block, file));
    }
  }

  @Test
  void specificationsCanBeRead() throws IOException {
    ExperimentReader reader = new ExperimentReader(Koopflow.create().plugins());
    for (String block : blocks("yaml")) {
      Experiment experiment = reader.text("README", block);
      assertThat(experiment.name()).isEqualTo("spirals-decoder-free");
      assertThat(experiment.objective().chosen().get("path").settings())
          .containsEntry("weight", 0.0);
    }
  }

  @Test
  void everyPluginIsNamed() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Koopflow.create()
        .plugins()
        .registries()
        .forEach(
            registry ->
                registry.names().forEach(name -> assertThat(readme).contains("`" + name + "`")));
  }

  @Test
  void picturesExist() throws IOException {
    Matcher matcher =
        Pattern.compile("!\\[[^]]+\\]\\(([^)]+)\\)")
            .matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(matcher.find()).isTrue();
    do {
      assertThat(ROOT.resolve(matcher.group(1))).isRegularFile();
    } while (matcher.find());
  }
}
