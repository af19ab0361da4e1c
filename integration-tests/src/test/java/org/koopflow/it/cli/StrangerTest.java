package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.PluginKind;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.run.RunFolder;
import org.koopflow.numerics.file.Npy;
import org.koopflow.testkit.Failures;

/**
 * A stranger's jar in the folder of the product's modules: plug-ins of every kind, chosen by name.
 * No file of ours knows of them, and this module does not see their classes.
 */
class StrangerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Every part is the stranger's but the backend that trains: theirs has no gradients. */
  private static final String SPECIFICATION =
      """
      name: stranger
      data:
        source: lissajous
        samples: 2000
        testSamples: 500
        across: 5
        transform:
          type: range
          reach: 1.2
      teacher:
        type: moments
      lifting:
        type: phases
        dimension: 16
        network:
          type: gated
          width: 24
      operator:
        type: damped
        damping: 0.2
      exponential:
        type: chebyshev
      sampler:
        type: ralston
        steps: 40
      objective:
        energy-kept: {weight: 0.001, scale: 2}
      training:
        steps: 200
        warmup: 5
        batchSize: 64
        learningRate: 0.05
        optimizer:
          type: momentum
          momentum: 0.8
        pool:
          size: 512
          blockSize: 256
      evaluation:
        samples: 400
        energySamples: 100
        directions: 20
        speedBatch: 0
        metrics:
          outside-box: 0.01
      """;

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Product product;
  private static Path specification;
  private static Path run;
  private static Console ran;

  @BeforeAll
  static void dropTheJarAndRun() throws Exception {
    product = Product.built(folder).copied(folder.resolve("lib with space/modules"));
    Files.copy(jar(), product.modules().resolve("stranger.jar"));
    specification = Files.writeString(folder.resolve("stranger.yaml"), SPECIFICATION);
    run = folder.resolve("run");
    ran = product.start("run", specification.toString(), "--out", run.toString());
  }

  private static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("stranger", "target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("stranger-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the stranger's module is not packaged"));
    }
  }

  @Test
  void everyKindIsListed() throws Exception {
    Console said = product.start("plugins", "--json");
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
    assertThat(product.start("plugins").out())
        .contains("  heap ", "plain Java arrays, for evaluation alone");
  }

  @Test
  void allAreTrainedTogether() throws IOException {
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).doesNotContain("WARNING", "teacher: begins");
    JsonNode plugins = JSON.readTree(run.resolve("provenance.json").toFile()).get("plugins");
    assertThat(plugins.at("/backend/name").asText()).isEqualTo("djl");
    for (String part :
        new String[] {
          "data", "transform", "teacher", "lifting", "operator", "exponential", "optimizer"
        }) {
      assertThat(plugins.at("/" + part + "/class").asText()).startsWith("com.example.stranger.");
    }
    assertThat(Files.readString(run.resolve("experiment.yaml")))
        .contains(
            "type: gated",
            "type: ralston",
            "damping: 0.2",
            "across: 5",
            "reach: 1.2",
            "energy-kept:",
            "momentum: 0.8");
    assertThat(Files.readString(run.resolve("losses.csv")).lines().findFirst().orElseThrow())
        .contains("energy-kept", "energyGained");
    // The mean of the data for every noise would be off by its variance, 0.5. Three seeds gave
    // 0.0034 to 0.0047, and Adam at its own rate 0.023.
    assertThat(metrics(run.resolve("metrics.json")).get("endMse").asDouble()).isLessThan(0.012);
  }

  /** Nothing of ours knows the figure, and all that shows figures shows it. */
  @Test
  void theirMetricIsMeasuredAndShown() throws IOException {
    JsonNode metrics = metrics(run.resolve("metrics.json"));
    for (String set : new String[] {"teacher", "student", "floor", "euler/1"}) {
      assertThat(metrics.at("/" + set + "/outsideBox").asDouble(-1)).as(set).isBetween(0.0, 1.0);
    }
    // A thousandth of the area of the figure lies beyond the outermost of 400 rows.
    assertThat(metrics.at("/floor/outsideBox").asDouble()).isLessThan(0.02);
    assertThat(metrics.at("/euler/1/outsideBox").asDouble()).isLessThan(0.02);
    assertThat(ran.out())
        .containsPattern("share outside the box of the data +[\\d.e-]+ +[\\d.e-]+");
    assertThat(Files.readString(run.resolve("experiment.yaml"))).contains("outside-box: 0.01");
    assertThat(Files.readString(run.resolve("report.html")))
        .containsPattern("class=\"card\"><div class=\"label\">share outside the box of the data<")
        .contains("title=\"lower is better\">share outside the box of the data</th>");
  }

  /** The chosen sampler drew them, and the flow it followed leads to the moments of the data. */
  @Test
  void samplesHaveTheMomentsOfTheData() {
    Batch samples = Npy.read(run.resolve("samples.npy")).values();
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

  private static JsonNode metrics(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /** The product where there is no native library at all, so that no other backend can help. */
  private Product bare() throws IOException {
    return product.with(Files.createDirectories(scratch.resolve("no natives")));
  }

  private Batch sample(Product from, String... words) throws Exception {
    Path file = scratch.resolve("samples.npy");
    String[] all =
        Stream.concat(
                Stream.of("sample", run.toString(), "-n", "200", "--out", file.toString()),
                Stream.of(words))
            .toArray(String[]::new);
    Console said = from.start(all);
    assertThat(said.code()).as(said.err()).isZero();
    return Npy.read(file).values();
  }

  /** Rounding errors of two libraries in single precision; the values are of order 1. */
  @Test
  void theOtherBackendDrawsTheSameSamples() throws Exception {
    for (String sampler : new String[] {"koopman", "ralston"}) {
      Batch here = sample(bare(), "--sampler", sampler, "--backend", "heap");
      Batch there = sample(product, "--sampler", sampler);
      assertThat(here.rows()).isEqualTo(200);
      for (int i = 0; i < there.size(); i++) {
        assertThat(here.doubles()[i])
            .as("%s, number %s", sampler, i)
            .isCloseTo(there.doubles()[i], within(1e-5));
      }
    }
  }

  @Test
  void theOtherBackendMeasuresTheSame() throws Exception {
    Console said = bare().start("evaluate", run.toString(), "--backend", "heap", "--json");
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode here = JSON.readTree(said.out());
    JsonNode there = metrics(run.resolve("metrics.json"));
    for (String figure :
        new String[] {
          "/student/slicedWasserstein", "/teacher/energy", "/endMse", "/relativeResidual"
        }) {
      double expected = there.at(figure).asDouble();
      assertThat(expected).isPositive();
      assertThat(here.at(figure).asDouble())
          .as(figure)
          .isCloseTo(expected, within(1e-3 * expected));
    }
  }

  @Test
  void theOtherBackendDoesNotBeginToTrain() throws Exception {
    Path none = scratch.resolve("none");
    for (String command : new String[] {"run", "resume"}) {
      Console said =
          product.start(
              command,
              command.equals("run") ? specification.toString() : run.toString(),
              "--set",
              "backend=heap",
              "--out",
              none.toString());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .startsWith("koopflow: backend 'heap' has no gradients, which training needs; train on")
          .contains("djl");
      assertThat(said.err().lines()).hasSize(1);
      assertThat(none).doesNotExist();
    }
  }

  /**
   * Both seeds are trained at once, by the executor of the dropped jar. The first is the run's own
   * and gives its figures to the last digit.
   */
  @Test
  void aSweepIsMadeByTheirExecutor() throws Exception {
    Path study = scratch.resolve("study");
    Console said =
        product.start(
            "sweep",
            specification.toString(),
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
    JsonNode alone = metrics(run.resolve("metrics.json"));
    assertThat(table.get(1))
        .startsWith("1,")
        .contains("," + alone.at("/student/slicedWasserstein").asText() + ",")
        .contains("," + alone.at("/endMse").asText() + ",");
    assertThat(table.get(2)).startsWith("2,");
    assertThat(study.resolve("001/weights/student.safetensors"))
        .hasSameBinaryContentAs(run.resolve("weights/student.safetensors"));
    assertThat(study.resolve("002/report.html")).isNotEmptyFile();
  }

  /** A layer of modules above those of this program, as a program makes it that loads plug-ins. */
  private static Koopflow embedded() throws IOException {
    ModuleLayer here = ModuleLayer.boot();
    Configuration configuration =
        here.configuration()
            .resolve(ModuleFinder.of(jar()), ModuleFinder.of(), Set.of("com.example.stranger"));
    ClassLoader parent = StrangerTest.class.getClassLoader();
    return new Koopflow(Plugins.discover(here.defineModulesWithOneLoader(configuration, parent)));
  }

  @Test
  void aModelIsWrittenInTheirFormat() throws IOException {
    Koopflow koopflow = embedded();
    TrainedModel model = new RunFolder(koopflow.plugins()).read(run);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    koopflow.export(model, Selection.of("generator-table"), out);

    double[][] table =
        out.toString(StandardCharsets.US_ASCII)
            .lines()
            .map(line -> Stream.of(line.split(",")).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    try (Backend backend = koopflow.openBackend(model.withBackend("heap").experiment());
        OpenModel open = koopflow.open(model, backend)) {
      assertThat(Matrix.ofRows(table)).isEqualTo(open.flow().generator());
    }
  }

  @Test
  void aFormatThatCannotTakeTheModelWritesNothing() throws IOException {
    Koopflow koopflow = embedded();
    TrainedModel model = new RunFolder(koopflow.plugins()).read(run);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Failures.assertRefuses(
        () ->
            koopflow.export(model, new Selection<>("generator-table", Map.of("columns", 17)), out),
        "at most 17 columns",
        "has 18");
    Failures.assertRefuses(
        () -> koopflow.export(model, Selection.of("generator-tabel"), out),
        "did you mean 'generator-table'?");
    TrainedModel untrained =
        new TrainedModel(
            model.experiment(),
            model.transform(),
            model.domain(),
            model.teacher(),
            Optional.empty());
    Failures.assertFails(
        () -> koopflow.export(untrained, Selection.of("generator-table"), out), "never trained");
    assertThat(out.size()).isZero();
  }
}
