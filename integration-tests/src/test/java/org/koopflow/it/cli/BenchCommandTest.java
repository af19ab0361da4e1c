package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements of backends and exponentials, as the command makes them. */
class BenchCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void benchMeasuresEverythingBesideTheMatrixProduct() throws IOException {
    Path file = scratch.resolve("deep/bench.json");
    Console bench = Console.of("bench", "--quick", "--backend", "djl", "--json", file.toString());
    assertThat(bench.code()).as(bench.err()).isZero();
    assertThat(bench.out())
        .contains("of GEMM", "one-step sampling", "teacher's velocity", "Lie derivative")
        .contains("training step", "exponential pade, n = 256", "exponential block, n = 256")
        .contains("cores ", "java ");
    JsonNode tree = json(file);
    assertThat(tree.get("machine").get("cores").asInt()).isPositive();
    assertThat(tree.get("measures").findValuesAsText("key"))
        .containsExactly("seconds", "perSecond", "gflops", "shareOfGemm", "relativeError");
    assertThat(tree.get("measures").findValuesAsText("better"))
        .containsExactly("lower", "higher", "higher", "higher", "lower");
    assertThat(tree.get("figures").size()).isGreaterThan(12);
    for (JsonNode figure : tree.get("figures")) {
      if (!figure.has("note")) {
        assertThat(figure.get("seconds").asDouble()).isPositive();
        assertThat(figure.get("shareOfGemm").asDouble()).isPositive();
      }
      String name = figure.get("name").asText();
      if (name.startsWith("exponential")) {
        assertThat(figure.has("note")).as(name).isFalse();
        boolean host = figure.get("backend").asText().equals("host");
        double bound = name.contains("euler-k") ? Double.MAX_VALUE : host ? 1e-12 : 1e-5;
        assertThat(figure.get("relativeError").asDouble()).as(name).isLessThan(bound);
      }
    }
  }

  @Test
  void benchRefusesWhatItCannotMeasure() {
    Console unknown = Console.of("bench", "--backend", "dlj");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("unknown backend 'dlj'", "djl, nd4j");
    Console threads = Console.of("bench", "--threads", "0");
    assertThat(threads.code()).isEqualTo(2);
    assertThat(threads.err()).contains("--threads must be between 1 and ");
  }
}
