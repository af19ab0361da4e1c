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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.numerics.file.Npy;

class CommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path run;
  private static Console ran;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("deep/run");
    ran = Console.run("eight-gaussians", run);
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void runTellsWhatItDid() {
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("teacher     student       floor", "sliced Wasserstein distance")
        .contains("fidelity of the leading modes", "of what differs by sample")
        .contains("results in " + run)
        .contains("report.html");
    assertThat(ran.err())
        .contains("teacher: begins, 20 steps", "student: begins, 20 steps", "spectrum: begins");
  }

  @Test
  void theFolderHoldsEverything() throws IOException {
    for (String file :
        List.of(
            "experiment.yaml",
            "metrics.json",
            "losses.csv",
            "provenance.json",
            "samples.npy",
            "report.html",
            "weights/teacher.safetensors",
            "weights/teacher-raw.safetensors",
            "weights/student.safetensors",
            "weights/student-raw.safetensors",
            "weights/transform.safetensors")) {
      assertThat(run.resolve(file)).isNotEmptyFile();
    }
    for (String picture : List.of("samples", "trajectories", "losses", "spectrum")) {
      assertThat(ImageIO.read(run.resolve("pictures/" + picture + ".png").toFile())).isNotNull();
    }
    assertThat(run.getParent().toFile().list()).as("no temporary left").containsExactly("run");
    JsonNode metrics = json(run.resolve("metrics.json"));
    for (String path :
        List.of(
            "/teacher/slicedWasserstein",
            "/teacher/nfe",
            "/student/energy",
            "/floor/slicedWasserstein",
            "/endMse",
            "/pathMse/0.5",
            "/relativeResidual",
            "/seconds/student")) {
      assertThat(metrics.at(path).isNumber()).as(path).isTrue();
    }
    JsonNode provenance = json(run.resolve("provenance.json"));
    assertThat(provenance.at("/completed").asBoolean()).isTrue();
    assertThat(provenance.at("/dataSha256").asText()).matches("[0-9a-f]{64}");
    assertThat(Files.readString(run.resolve("losses.csv")))
        .startsWith("stage,step,")
        .contains("\nteacher,", "\nstudent,");
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("<title>eight-gaussians", "lifting:");
    assertThat(metrics.at("/spectrum/modes")).hasSizeBetween(5, 16);
    for (String path :
        List.of(
            "/spectrum/trajectories",
            "/spectrum/modes/0/growthRate",
            "/spectrum/modes/0/share",
            "/spectrum/modes/4/fidelityError",
            "/spectrum/modes/4/variationError",
            "/spectrum/modes/0/residual",
            "/spectrum/signatures/accuracyOfAmplitudes",
            "/spectrum/inversion/relativeError",
            "/spectrum/inversion/correctedNoiseDistance",
            "/spectrum/certificate/medianBoundOverError",
            "/seconds/spectrum")) {
      assertThat(metrics.at(path).isNumber()).as(path).isTrue();
    }
    assertThat(metrics.at("/spectrum/certificate/holds").asBoolean()).isTrue();
    assertThat(metrics.at("/spectrum/notMeasured")).isEmpty();
  }

  @Test
  void theResolvedSpecificationGivesTheSameRunAgain() throws IOException {
    Path again = scratch.resolve("again");

    Console second =
        Console.of("run", run.resolve("experiment.yaml").toString(), "--out", again.toString());

    assertThat(second.code()).as(second.err()).isZero();
    ObjectNode first = (ObjectNode) json(run.resolve("metrics.json"));
    ObjectNode repeated = (ObjectNode) json(again.resolve("metrics.json"));
    first.remove("seconds");
    repeated.remove("seconds");
    assertThat(repeated.toString()).isEqualTo(first.toString());
    for (String file :
        List.of(
            "experiment.yaml",
            "losses.csv",
            "samples.npy",
            "pictures/samples.png",
            "weights/teacher.safetensors",
            "weights/student.safetensors",
            "weights/student-raw.safetensors")) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(run.resolve(file));
    }
  }

  @Test
  void anotherSeedGivesAnotherRunAndReplacesTheFirst() throws IOException {
    Path target = scratch.resolve("run");
    assertThat(Console.run("two-moons", target).code()).isZero();
    byte[] before = Files.readAllBytes(target.resolve("weights/student.safetensors"));
    List<String> words =
        new ArrayList<>(List.of("run", "two-moons", "--out", target.toString(), "--seed", "5"));
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));

    assertThat(Console.of(words.toArray(String[]::new)).code()).isZero();

    assertThat(Files.readAllBytes(target.resolve("weights/student.safetensors")))
        .isNotEqualTo(before);
    assertThat(Files.readString(target.resolve("experiment.yaml"))).contains("seed: 5");
    assertThat(scratch.toFile().list()).containsExactly("run");
  }

  @Test
  void samplesAreThoseOfTheRun() throws IOException {
    Path file = scratch.resolve("new/samples.npy");

    Console said = Console.of("sample", run.toString(), "-n", "300", "--out", file.toString());

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("300 samples").contains("evaluations per sample: 1");
    Npy.Contents drawn = Npy.read(file);
    assertThat(drawn.shape()).containsExactly(300, 2);
    assertThat(drawn.values().isFinite()).isTrue();
  }

  @Test
  void manySamplesComeInBlocksThatFitTogether() {
    Path many = scratch.resolve("many.npy");
    Path few = scratch.resolve("few.npy");
    Console.of("sample", run.toString(), "-n", "20001", "--seed", "3", "--out", many.toString());
    Console.of("sample", run.toString(), "-n", "20001", "--seed", "4", "--out", few.toString());

    Npy.Contents drawn = Npy.read(many);
    assertThat(drawn.shape()).containsExactly(20001, 2);
    assertThat(drawn.values().isFinite()).isTrue();
    // Two equal blocks would make all these sets smaller.
    for (int column = 0; column < 2; column++) {
      Set<Double> seen = new HashSet<>();
      for (int row : new int[] {0, 1, 9_999, 10_000, 10_001, 19_999, 20_000}) {
        seen.add(drawn.values().get(row, column));
      }
      assertThat(seen).hasSize(7);
    }
    Path start = scratch.resolve("start.npy");
    Console.of("sample", run.toString(), "-n", "300", "--seed", "3", "--out", start.toString());
    Npy.Contents first = Npy.read(start);
    for (int row = 0; row < 300; row++) {
      assertThat(drawn.values().get(row, 0)).isCloseTo(first.values().get(row, 0), within(1e-4));
      assertThat(drawn.values().get(row, 1)).isCloseTo(first.values().get(row, 1), within(1e-4));
    }
    assertThat(drawn.values().floats()).isNotEqualTo(Npy.read(few).values().floats());
  }

  @Test
  void timesGiveOneArrayEach() {
    for (String sampler : List.of("koopman", "dopri5", "heun")) {
      Path file = scratch.resolve(sampler + ".npy");
      Console said =
          Console.of(
              "sample",
              run.toString(),
              "-n",
              "7",
              "--times",
              "0,0.5,1",
              "--sampler",
              sampler,
              "--out",
              file.toString());
      assertThat(said.code()).as(said.err()).isZero();
      assertThat(Npy.read(file).shape()).containsExactly(3, 7, 2);
    }
    float[] one = Npy.read(scratch.resolve("dopri5.npy")).values().floats();
    float[] other = Npy.read(scratch.resolve("heun.npy")).values().floats();
    for (int i = 0; i < 14; i++) {
      assertThat(one[i]).as("both begin at the same noise").isEqualTo(other[i]);
    }
  }

  @Test
  void anyExponentialDrawsTheSameSamples() {
    // Euler steps are not exact, and are told to be so by this.
    for (String exponential : List.of("pade", "eigen", "krylov", "taylor", "euler-k")) {
      Path file = scratch.resolve(exponential + ".npy");
      Console said =
          Console.of(
              "sample",
              run.toString(),
              "-n",
              "5",
              "--exponential",
              exponential,
              "--out",
              file.toString());
      assertThat(said.code()).as(said.err()).isZero();
    }
    float[] expected = Npy.read(scratch.resolve("pade.npy")).values().floats();
    for (String exponential : List.of("eigen", "krylov", "taylor")) {
      float[] drawn = Npy.read(scratch.resolve(exponential + ".npy")).values().floats();
      for (int i = 0; i < expected.length; i++) {
        assertThat(drawn[i]).as(exponential).isCloseTo(expected[i], within(1e-4f));
      }
    }
    assertThat(Npy.read(scratch.resolve("euler-k.npy")).values().floats()).isNotEqualTo(expected);
    Console refused =
        Console.of(
            "sample",
            run.toString(),
            "-n",
            "5",
            "--exponential",
            "block",
            "--out",
            scratch.resolve("block.npy").toString());
    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains("needs rotation-scaling blocks");
  }

  @Test
  void evaluationFindsTheSameFiguresAgain() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("metrics.json"));

    Console said = Console.of("evaluate", run.toString(), "--json");

    assertThat(said.code()).as(said.err()).isZero();
    ObjectNode stored = (ObjectNode) JSON.readTree(before);
    stored.remove("seconds");
    stored.remove("spectrum");
    assertThat(JSON.readTree(said.out()).toString()).isEqualTo(stored.toString());
    assertThat(Files.readAllBytes(run.resolve("metrics.json"))).isEqualTo(before);
    assertThat(Console.of("evaluate", run.toString()).out())
        .contains("relative residual", "end MSE to the teacher");
  }

  @Test
  void pluginsAreListedForPeopleAndPrograms() throws IOException {
    Console people = Console.of("plugins");
    assertThat(people.code()).isZero();
    assertThat(people.out()).contains("backend\n  djl ", "\nsampler\n", "  dopri5");

    assertThat(people.out().lines())
        .anyMatch(line -> line.matches("  pade .* \\(not differentiable\\)"))
        .anyMatch(
            line -> line.matches("  block .* \\(differentiable; for rotation-scaling blocks\\)"))
        .anyMatch(line -> line.matches("  block .* \\(rotation-scaling blocks\\)"));

    JsonNode list = JSON.readTree(Console.of("plugins", "--json").out());
    for (JsonNode entry : list) {
      if (entry.get("kind").asText().equals("exponential")) {
        boolean closed = entry.get("name").asText().equals("block");
        assertThat(entry.get("structures").size()).isEqualTo(closed ? 1 : 0);
        assertThat(entry.get("differentiable").isBoolean()).isTrue();
      }
      assertThat(entry.has("figures")).isEqualTo(entry.get("kind").asText().equals("metric"));
      if (entry.get("name").asText().equals("frechet")) {
        assertThat(entry.at("/needs").toString())
            .isEqualTo("[\"classes of the data\",\"pictures\",\"gradients\"]");
        assertThat(entry.at("/figures/0/key").asText()).isEqualTo("frechet");
        assertThat(entry.at("/figures/0/better").asText()).isEqualTo("lower");
      }
      assertThat(entry.has("structure")).isEqualTo(entry.get("kind").asText().equals("operator"));
    }
    List<String> names = new ArrayList<>();
    list.forEach(entry -> names.add(entry.get("kind").asText() + " " + entry.get("name").asText()));
    assertThat(names).contains("backend djl", "teacher cfm", "lifting mlp", "sampler koopman");
    assertThat(list)
        .allSatisfy(
            entry -> {
              assertThat(entry.get("summary").asText()).isNotBlank();
              assertThat(entry.get("settings").isObject()).isTrue();
              assertThat(entry.get("available").isBoolean()).isTrue();
            });
  }

  @Test
  void aSweepComparesTheRunsOfAllCombinations() throws IOException {
    Path study = scratch.resolve("study");
    List<String> words =
        new ArrayList<>(
            List.of(
                "sweep",
                "two-spirals",
                "--out",
                study.toString(),
                "--vary",
                "teacher={type: cfm, coupling: ot},{type: rectified, pairs: 200, solverSteps: 2}",
                "--vary",
                "seed=1,2"));
    Console.TINY.forEach(setting -> words.addAll(List.of("--set", setting)));

    Console said = Console.of(words.toArray(String[]::new));

    assertThat(said.code()).as(said.err()).isZero();
    List<String> lines = Files.readAllLines(study.resolve("table.csv"));
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("teacher,seed,teacher SW2,teacher NFE,student SW2");
    assertThat(lines.get(4)).startsWith("\"{type: rectified, pairs: 200, solverSteps: 2}\",2,");
    JsonNode metrics = json(study.resolve("004/metrics.json"));
    assertThat(lines.get(4))
        .contains("," + metrics.at("/student/slicedWasserstein").asText() + ",");
    assertThat(metrics.at("/teacherFitting/straightness").size()).isEqualTo(2);
    assertThat(Files.readString(study.resolve("001/experiment.yaml"))).contains("coupling: ot");
    assertThat(said.out()).contains("student SW2", "results in " + study);
    assertThat(said.err()).contains("run 4 of 4: teacher={type: rectified");
  }

  @Test
  void helpAndVersionAreThere() {
    String list = Console.of("--help").out();
    // The list is picocli's own, of all commands it knows.
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z]+) +\\S")
            .matcher(list.substring(list.indexOf("\nCommands:")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(commands).contains("run", "resume", "prune", "report", "bench", "plugins");
    for (String command : commands) {
      Console help = Console.of(command, "--help");
      assertThat(help.code()).as(command).isZero();
      assertThat(help.out()).startsWith("Usage: koopflow " + command + " ");
      assertThat(help.err()).isEmpty();
    }
    assertThat(Console.of("--version").out())
        .matches("(?s)koopflow \\d+\\.\\d+\\.\\d+.* on Java .*");
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
    assertThat(threads.err()).contains("--threads must be at least 1, got 0");
  }
}
