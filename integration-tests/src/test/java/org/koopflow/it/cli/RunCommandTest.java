package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves on disk and says, and that it can be had again. */
class RunCommandTest {
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
}
