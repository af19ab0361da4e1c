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
  private static final Path EXAMPLES =
      ROOT.resolve("integration-tests/src/main/java/org/koopflow/it");

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

  /** Lines without indentation, annotations and comments, which a README may leave out. */
  private static String essence(String code) {
    return code.replaceAll("/\\*\\*.*?\\*/", "")
        .replaceAll("public SquaresProvider\\(\\) \\{\\}", "")
        .replaceAll("@Override", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Test
  void javaBlocksAreTestedCode() throws IOException {
    String examples =
        essence(
            Files.readString(EXAMPLES.resolve("EmbeddingExample.java"))
                + Files.readString(EXAMPLES.resolve("SquaresProvider.java")));
    for (String block : blocks("java")) {
      assertThat(examples).contains(essence(block));
    }
  }

  @Test
  void specificationsCanBeRead() throws IOException {
    ExperimentReader reader = new ExperimentReader(Koopflow.create().plugins());
    for (String block : blocks("yaml")) {
      Experiment experiment = reader.text("README", block);
      assertThat(experiment.name()).isEqualTo("spirals-decoder-free");
      assertThat(experiment.objective().path()).isZero();
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
                registry.names().stream()
                    .filter(name -> !name.equals("squares"))
                    .forEach(name -> assertThat(readme).contains("`" + name + "`")));
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
