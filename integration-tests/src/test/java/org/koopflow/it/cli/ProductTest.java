package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled product, as its users get it. */
class ProductTest {
  @TempDir Path scratch;

  private Product product;

  @BeforeEach
  void findProduct() {
    product = Product.built(scratch);
  }

  @Test
  void everythingIsANamedModule() throws Exception {
    Console said = product.start("plugins", "--json");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
    JsonNode list = new ObjectMapper().readTree(said.out());
    assertThat(list).isNotEmpty();
    assertThat(list)
        .allSatisfy(entry -> assertThat(entry.get("module").asText()).startsWith("org.koopflow."));
  }

  @Test
  void missingNativeLibrariesAreSaidInOneLine() throws Exception {
    Path run = scratch.resolve("run");
    product = product.with(Files.createDirectories(scratch.resolve("no natives")));

    Console said = product.start("run", "two-moons", "--out", run.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).isEmpty();
    assertThat(said.err().lines()).as(said.err()).hasSize(1);
    assertThat(said.err())
        .startsWith("koopflow: backend 'djl' cannot be used: ")
        .contains("pytorch-native-cpu");
    assertThat(run).doesNotExist();
    assertThat(product.start("plugins").out()).contains("(not available: ");
  }

  @Test
  void withoutNd4jEverythingElseWorks() throws Exception {
    Path others = Files.createDirectories(scratch.resolve("without nd4j"));
    try (Stream<Path> jars = Files.list(product.classpath())) {
      for (Path jar : (Iterable<Path>) jars::iterator) {
        if (jar.getFileName().toString().startsWith("pytorch-native")) {
          Files.createSymbolicLink(others.resolve(jar.getFileName()), jar.toAbsolutePath());
        }
      }
    }
    product = product.with(others);

    assertThat(product.start("plugins").out())
        .contains("(not available: ND4J is missing; add org.nd4j:nd4j-native to the class path)")
        .containsOnlyOnce("not available");
    List<String> words = tiny("run", "two-moons", "--out", scratch.resolve("run").toString());
    assertThat(product.start(words.toArray(String[]::new)).code()).isZero();
    words.addAll(List.of("--set", "backend=nd4j"));
    Console refused = product.start(words.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "koopflow: backend 'nd4j' cannot be used: ND4J is missing; add org.nd4j:nd4j-native to"
                + " the class path\n");
  }

  @Test
  void nd4jKeepsQuiet() throws Exception {
    Path run = scratch.resolve("run");
    List<String> words = tiny("run", "two-moons", "--out", run.toString());
    words.addAll(List.of("--set", "backend=nd4j"));
    Console ran = product.start(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err().lines())
        .allMatch(line -> line.matches("(teacher|pool|student|evaluation|spectrum|report): .*"));
    assertThat(ran.out().lines().findFirst().orElseThrow()).matches(" +teacher +student +floor");
    assertThat(
            new ObjectMapper()
                .readTree(run.resolve("provenance.json").toFile())
                .at("/plugins/backend/name")
                .asText())
        .isEqualTo("nd4j");
  }

  private static List<String> tiny(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    Console.TINY.forEach(setting -> all.addAll(List.of("--set", setting)));
    return all;
  }

  /** The system's polite request to end takes the same way as Ctrl-C. */
  @Test
  void aStoppedRunKeepsWhatItReached() throws Exception {
    Path run = scratch.resolve("run");
    List<String> words = new ArrayList<>(List.of("run", "two-moons", "--out", run.toString()));
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));
    words.addAll(List.of("--set", "training.steps=10000000"));
    Process process = product.launch(words.toArray(String[]::new));
    while (process.isAlive()
        && !Files.readString(scratch.resolve("err")).contains("student: begins")) {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }

    process.destroy();
    Console said = product.said(process);

    assertThat(said.code()).as(said.err()).isEqualTo(130);
    assertThat(said.err()).contains("stopping and keeping what was reached");
    assertThat(said.out()).contains("stopped: teacher and student as far as trained");
    JsonNode provenance = new ObjectMapper().readTree(run.resolve("provenance.json").toFile());
    assertThat(provenance.get("completed").asBoolean(true)).isFalse();
    assertThat(Files.readString(run.resolve("report.html"))).contains("stopped before its end");
    Path samples = scratch.resolve("samples.npy");
    Console sampled = Console.of("sample", run.toString(), "-n", "4", "--out", samples.toString());
    assertThat(sampled.code()).as(sampled.err()).isZero();
    assertThat(samples).isNotEmptyFile();
  }
}
