package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.core.plugin.PluginKind;
import org.koopflow.numerics.file.Npy;

/**
 * A stranger's jar in the folder of the product's modules: plug-ins of every kind, chosen by name.
 * No file of ours knows of them, and this module does not see their classes.
 */
@ExtendWith(Stranger.Resolver.class)
class StrangerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  private static Stranger stranger;

  @BeforeAll
  static void find(Stranger found) {
    stranger = found;
  }

  @Test
  void everyKindIsListed() throws Exception {
    Console said = stranger.product().start("plugins", "--json");
    Map<String, String> found = new TreeMap<>();
    for (JsonNode entry : JSON.readTree(said.out())) {
      if (entry.get("module").asText().equals("com.example.stranger")) {
        found.put(entry.get("kind").asText(), entry.get("name").asText());
        assertThat(entry.get("available").asBoolean()).isTrue();
      }
    }
    assertThat(found)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("backend", "heap"),
                Map.entry("data source", "lissajous"),
                Map.entry("executor", "crew"),
                Map.entry("exponential", "chebyshev"),
                Map.entry("exporter", "generator-table"),
                Map.entry("lifting", "phases"),
                Map.entry("metric", "outside-box"),
                Map.entry("network", "gated"),
                Map.entry("objective term", "energy-kept"),
                Map.entry("operator", "damped"),
                Map.entry("optimizer", "momentum"),
                Map.entry("sampler", "ralston"),
                Map.entry("teacher", "moments"),
                Map.entry("transform", "range")));
    assertThat(found).hasSize(PluginKind.values().length);
    assertThat(stranger.product().start("plugins").out())
        .contains("  heap ", "plain Java arrays, for evaluation alone");
  }

  @Test
  void allAreTrainedTogether() throws IOException {
    assertThat(stranger.ran().code()).as(stranger.ran().err()).isZero();
    assertThat(stranger.ran().err()).doesNotContain("WARNING", "teacher: begins");
    JsonNode plugins =
        JSON.readTree(stranger.run().resolve("provenance.json").toFile()).get("plugins");
    assertThat(plugins.at("/backend/name").asText()).isEqualTo("djl");
    for (String part :
        new String[] {
          "data", "transform", "teacher", "lifting", "operator", "exponential", "optimizer"
        }) {
      assertThat(plugins.at("/" + part + "/class").asText()).startsWith("com.example.stranger.");
    }
    assertThat(Files.readString(stranger.run().resolve("experiment.yaml")))
        .contains(
            "type: gated",
            "type: ralston",
            "damping: 0.2",
            "across: 5",
            "reach: 1.2",
            "energy-kept:",
            "momentum: 0.8");
    assertThat(
            Files.readString(stranger.run().resolve("losses.csv"))
                .lines()
                .findFirst()
                .orElseThrow())
        .contains("energy-kept", "energyGained");
    // The mean of the data for every noise would be off by its variance, 0.5. Three seeds gave
    // 0.0034 to 0.0047, and Adam at its own rate 0.023.
    assertThat(metrics().get("endMse").asDouble()).isLessThan(0.012);
  }

  /** Nothing of ours knows the figure, and all that shows figures shows it. */
  @Test
  void theirMetricIsMeasuredAndShown() throws IOException {
    JsonNode metrics = metrics();
    for (String set : new String[] {"teacher", "student", "floor", "euler/1"}) {
      assertThat(metrics.at("/" + set + "/outsideBox").asDouble(-1)).as(set).isBetween(0.0, 1.0);
    }
    // A thousandth of the area of the figure lies beyond the outermost of 400 rows.
    assertThat(metrics.at("/floor/outsideBox").asDouble()).isLessThan(0.02);
    assertThat(metrics.at("/euler/1/outsideBox").asDouble()).isLessThan(0.02);
    assertThat(stranger.ran().out())
        .containsPattern("share outside the box of the data +[\\d.e-]+ +[\\d.e-]+");
    assertThat(Files.readString(stranger.run().resolve("experiment.yaml")))
        .contains("outside-box: 0.01");
    assertThat(Files.readString(stranger.run().resolve("report.html")))
        .containsPattern("class=\"card\"><div class=\"label\">share outside the box of the data<")
        .contains("title=\"lower is better\">share outside the box of the data</th>");
  }

  /** The chosen sampler drew them, and the flow it followed leads to the moments of the data. */
  @Test
  void samplesHaveTheMomentsOfTheData() {
    Batch samples = Npy.read(stranger.run().resolve("samples.npy")).values();
    for (int k = 0; k < 2; k++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < samples.rows(); i++) {
        mean += samples.get(i, k) / samples.rows();
        square += Math.pow(samples.get(i, k), 2) / samples.rows();
      }
      // A sine has the mean 0 and the mean square 1/2. The tolerance is five standard errors of
      // the mean of 2000 rows, and more for the mean square.
      assertThat(mean).isCloseTo(0, within(0.08));
      assertThat(square).isCloseTo(0.5, within(0.08));
    }
  }

  private static JsonNode metrics() throws IOException {
    return JSON.readTree(stranger.run().resolve("metrics.json").toFile());
  }

  /**
   * Both seeds are trained at once, by the executor of the dropped jar. The first is the run's own
   * and gives its figures to the last digit.
   */
  @Test
  void aSweepIsMadeByTheirExecutor() throws Exception {
    Path study = scratch.resolve("study");
    Console said =
        stranger
            .product()
            .start(
                "sweep",
                stranger.specification().toString(),
                "--vary",
                "seed=1,2",
                "--executor",
                "crew",
                "--out",
                study.toString());
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).contains("run 1 of 2: seed=1", "run 2 of 2: seed=2");
    // Told by no trial, since two would speak at once.
    assertThat(said.err()).doesNotContain("student: begins");
    List<String> table = Files.readAllLines(study.resolve("table.csv"));
    assertThat(table).hasSize(3);
    JsonNode alone = metrics();
    assertThat(table.get(1))
        .startsWith("1,")
        .contains("," + alone.at("/student/slicedWasserstein").asText() + ",")
        .contains("," + alone.at("/endMse").asText() + ",");
    assertThat(table.get(2)).startsWith("2,");
    assertThat(study.resolve("001/weights/student.safetensors"))
        .hasSameBinaryContentAs(stranger.run().resolve("weights/student.safetensors"));
    assertThat(study.resolve("002/report.html")).isNotEmptyFile();
  }
}
