package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.numerics.file.Npy;

/** Smaller runs made of the modes that matter. */
class PruneTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Single precision through two networks: the coordinates between them are rotated. */
  private static final float ROUNDING = 2e-5f;

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path run;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("run");
    Console ran = Console.run("eight-gaussians", run);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static void prune(Path of, int modes, Path out, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "prune",
                of.toString(),
                "--modes",
                Integer.toString(modes),
                "-n",
                "300",
                "--out",
                out.toString()));
    words.addAll(List.of(more));
    Console said = Console.of(words.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains(modes + " of ", " modes in " + out, "teacher     student");
  }

  private float[] samples(Path of, String... more) {
    Path file = scratch.resolve("samples.npy");
    List<String> words =
        new ArrayList<>(
            List.of(
                "sample",
                of.toString(),
                "-n",
                "50",
                "--seed",
                "3",
                "--force",
                "--out",
                file.toString()));
    words.addAll(List.of(more));
    Console said = Console.of(words.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    return Npy.read(file).values().floats();
  }

  private int allModes() throws IOException {
    Path figures = scratch.resolve("figures");
    Console said = Console.of("prune", run.toString(), "-n", "300", "--out", figures.toString());
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode points = json(figures.resolve("pruning.json")).get("points");
    return points.get(points.size() - 1).get("modes").asInt();
  }

  @Test
  void aSmallerRunIsARunLikeAnyOther() throws IOException {
    Path small = scratch.resolve("deep/small");
    prune(run, 2, small);
    try (Stream<Path> files = Files.walk(run)) {
      assertThat(files.map(run::relativize).filter(file -> !file.startsWith("spectral")))
          .as("all a run has but for losses, since nothing was trained")
          .allSatisfy(
              file ->
                  assertThat(small.resolve(file).toFile().exists() || file.endsWith("losses.png"))
                      .as("%s", file)
                      .isTrue());
    }
    assertThat(Files.readString(small.resolve("experiment.yaml")))
        .contains("name: eight-gaussians-2-modes", "type: projected", "base:\n    type: mlp");
    JsonNode origin = json(small.resolve("provenance.json")).get("prunedFrom");
    assertThat(origin.get("run").asText()).isEqualTo(run.toString());
    assertThat(origin.get("name").asText()).isEqualTo("eight-gaussians");
    assertThat(origin.get("modes").asInt()).isEqualTo(2);
    assertThat(origin.get("ofModes").asInt()).isEqualTo(allModes());
    assertThat(Files.readString(small.resolve("report.html")))
        .contains("eight-gaussians-2-modes", "prunedFrom");

    Console judged = Console.of("evaluate", small.toString(), "--json");
    assertThat(judged.code()).as(judged.err()).isZero();
    JsonNode metrics = json(small.resolve("metrics.json"));
    // The spectrum is measured when the run is written, not by evaluate.
    assertThat(metrics.at("/spectrum/modes")).isNotEmpty();
    assertThat(JSON.readTree(judged.out()))
        .isEqualTo(((ObjectNode) metrics.deepCopy()).without(List.of("spectrum", "seconds")));
    assertThat(metrics.at("/teacher")).isEqualTo(json(run.resolve("metrics.json")).at("/teacher"));
    assertThat(metrics.at("/student"))
        .isNotEqualTo(json(run.resolve("metrics.json")).at("/student"));

    float[] here = samples(small);
    float[] there = samples(small, "--backend", "nd4j");
    for (int i = 0; i < here.length; i++) {
      assertThat(there[i]).isCloseTo(here[i], within(ROUNDING));
    }
    Path longer = scratch.resolve("longer");
    Console resumed =
        Console.of(
            "resume",
            small.toString(),
            "--out",
            longer.toString(),
            "--set",
            "training.steps=3",
            "--set",
            "training.warmup=1");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    Path smaller = scratch.resolve("smaller");
    prune(longer, 1, smaller);
    assertThat(samples(smaller)).hasSameSizeAs(here);
    assertThat(Files.readString(smaller.resolve("experiment.yaml")))
        .contains("name: eight-gaussians-2-modes-1-modes");
  }

  @Test
  void allModesAreTheWholeModel() throws IOException {
    Path all = scratch.resolve("all");
    prune(run, allModes(), all, "--backend", "nd4j");
    float[] expected = samples(run);
    float[] actual = samples(all, "--backend", "djl");
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(ROUNDING));
    }
    assertThat(Files.readString(all.resolve("experiment.yaml"))).contains("backend: nd4j");
  }

  /** An exponential that needs blocks has none left to work on. */
  @Test
  void aBlockDiagonalGeneratorBecomesDense() throws IOException {
    Path blocks = scratch.resolve("blocks");
    Console ran =
        Console.run("eight-gaussians", blocks, "operator.type=block", "exponential.type=block");
    assertThat(ran.code()).as(ran.err()).isZero();
    Path small = scratch.resolve("small");
    prune(blocks, 3, small);
    assertThat(Files.readString(small.resolve("experiment.yaml")))
        .contains("operator:\n  type: dense", "exponential:\n  type: auto");
    assertThat(samples(small)).hasSameSizeAs(samples(blocks));
  }

  @Test
  void theTableTellsWhatModesAreWorth() throws IOException {
    Console said = Console.of("prune", run.toString(), "-n", "300");
    assertThat(said.code()).as(said.err()).isZero();
    Path results = run.resolve("spectral/prune");
    JsonNode points = json(results.resolve("pruning.json")).get("points");
    int modes = 1;
    for (JsonNode point : points) {
      int last = points.get(points.size() - 1).get("modes").asInt();
      assertThat(point.get("modes").asInt()).isEqualTo(Math.min(modes, last));
      int m = point.get("observables").asInt();
      assertThat(m).isBetween(Math.min(modes, last), 2 * modes);
      assertThat(point.get("operatorParameters").asInt()).isEqualTo(m * m + 2 * m);
      assertThat(point.get("operatorShare").asDouble())
          .isCloseTo((m * m + 2 * m) / 120.0, within(1e-12));
      assertThat(point.get("relativeError").asDouble()).isPositive();
      modes *= 2;
    }
    JsonNode whole = points.get(points.size() - 1);
    assertThat(whole.get("observables").asInt()).isEqualTo(10);
    assertThat(whole.get("relativeError").asDouble()).isLessThan(1e-4);
    assertThat(whole.get("slicedWasserstein").asDouble()).isLessThan(1e-4);
    assertThat(points.get(0).get("relativeError").asDouble()).isGreaterThan(1e-3);
    assertThat(said.out())
        .contains("modes  observables  operator parameters  share kept  relative error")
        .contains(
            "sliced Wasserstein distance: beside samples of the whole model, unit of the data, lower"
                + " is better")
        .contains("pruning.json, pruning.png");
    assertThat(json(results.resolve("pruning.json")).get("figure"))
        .isEqualTo(
            JSON.readTree(
                "{\"key\":\"slicedWasserstein\",\"label\":\"sliced Wasserstein distance\","
                    + "\"unit\":\"unit of the data\",\"better\":\"lower\"}"));
    assertThat(said.out().lines()).hasSize(points.size() + 3);
    assertThat(ImageIO.read(results.resolve("pruning.png").toFile())).isNotNull();
  }

  private static void assertRefused(Console said, int code, String... parts) {
    assertThat(said.code()).as(said.err()).isEqualTo(code);
    assertThat(said.err()).contains(parts).doesNotContain("internal error");
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void nonsenseIsRefused() throws IOException {
    String of = run.toString();
    String out = scratch.resolve("out").toString();
    int all = allModes();
    assertRefused(
        Console.of("prune", of, "--modes", "" + (all + 1), "--out", out),
        2,
        "from 1 to the " + all + " modes",
        "a complex pair is one mode",
        "got " + (all + 1));
    assertRefused(Console.of("prune", of, "--modes", "0", "--out", out), 2, "at least 1, got 0");
    assertRefused(Console.of("prune", of, "--modes", "1"), 2, "--out");
    assertRefused(Console.of("prune", of, "-n", "1"), 2, "-n must be at least 2, got 1");
    assertRefused(
        Console.of("prune", of, "--modes", "1", "--out", of), 2, "is the run that is pruned");
    assertRefused(Console.of("prune", out, "--modes", "1", "--out", out + "2"), 1, "is not a run");
    Path file = Files.writeString(scratch.resolve("file"), "something");
    assertRefused(
        Console.of("prune", of, "--modes", "1", "--out", file.toString()), 1, file.toString());
    assertRefused(Console.of("prune", of, "--out", file.toString()), 1, file.toString());
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aRunWithoutAStudentIsRefused() throws IOException {
    Path half = scratch.resolve("half");
    Files.createDirectories(half.resolve("weights"));
    for (String name :
        List.of(
            "experiment.yaml",
            "weights/transform.safetensors",
            "weights/teacher.safetensors",
            "weights/teacher-raw.safetensors")) {
      Files.copy(run.resolve(name), half.resolve(name));
    }
    String provenance = Files.readString(run.resolve("provenance.json"));
    Files.writeString(
        half.resolve("provenance.json"),
        provenance.replaceAll("\"teacher\",\\s*\"student\"", "\"teacher\""));
    assertRefused(
        Console.of(
            "prune", half.toString(), "--modes", "1", "--out", scratch.resolve("o").toString()),
        1,
        "stopped before its student was trained");
    assertRefused(
        Console.of("prune", half.toString()), 1, "stopped before its student was trained");
  }
}
