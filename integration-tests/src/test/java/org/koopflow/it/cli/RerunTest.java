package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;

/** What stands in a folder that a command is asked to write to once more. */
class RerunTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path run;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("run");
    assertThat(Console.run("two-moons", run).code()).isZero();
  }

  private static JsonNode provenance(Path of) throws IOException {
    return new ObjectMapper().readTree(of.resolve("provenance.json").toFile());
  }

  private static Console sample(Path out, String... more) {
    List<String> words =
        new ArrayList<>(List.of("sample", run.toString(), "-n", "5", "--out", out.toString()));
    words.addAll(List.of(more));
    return Console.of(words.toArray(String[]::new));
  }

  private static void assertRefused(Console said, String... words) {
    assertThat(said.code()).isIn(1, 2);
    assertThat(said.err()).contains(words);
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void aRerunThatDivergesLeavesTheCompleteRun() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("provenance.json"));

    Console said = Console.run("two-moons", run, "training.learningRate=1e30", "training.clip=0");

    assertThat(said.code()).isEqualTo(1);
    Path beside = folder.resolve("run.diverged");
    assertThat(said.err())
        .contains("kept in " + beside, "the complete run in " + run + " is left as it was");
    assertThat(Files.readAllBytes(run.resolve("provenance.json"))).isEqualTo(before);
    JsonNode told = provenance(beside);
    assertThat(told.at("/completed").asBoolean(true)).isFalse();
    assertThat(told.at("/diverged").asText()).contains("training of the student diverged");
    assertThat(told.at("/steps/student/done").asInt()).isLessThan(20);
  }

  @Test
  void theProvenanceTellsHowTheRunWasMade() throws IOException {
    JsonNode told = provenance(run);
    assertThat(told.at("/steps/teacher").toString()).isEqualTo("{\"asked\":20,\"done\":20}");
    assertThat(told.at("/steps/student").toString()).isEqualTo("{\"asked\":20,\"done\":20}");
    assertThat(told.at("/made/started").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]+Z");
    assertThat(told.at("/made/ended").asText())
        .isGreaterThanOrEqualTo(told.at("/made/started").asText());
    assertThat(told.at("/made/processor").asText()).isNotBlank();
    assertThat(told.at("/made/cores").asInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(told.at("/command").toString())
        .startsWith("[\"koopflow\",\"run\",\"two-moons\",\"--out\",");
  }

  @Test
  void aRunIsNotResumedInItsOwnPlace() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("link"), run);
    for (Path same : List.of(run, run.resolve("../run"), link)) {
      Console said = Console.of("resume", run.toString(), "--out", same.toString());
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).contains("is the run that is trained further", "another folder");
    }
    Path longer = scratch.resolve("longer");
    Console said = Console.of("resume", run.toString(), "--out", longer.toString());
    assertThat(said.code()).as(said.err()).isZero();
    JsonNode told = provenance(longer);
    assertThat(told.at("/resumedFrom/run").asText()).isEqualTo(run.toString());
    assertThat(told.at("/resumedFrom/name").asText()).isEqualTo("two-moons");
    assertThat(told.at("/steps").has("teacher")).as("taken over").isFalse();
    assertThat(told.at("/steps/student/done").asInt()).isEqualTo(20);
  }

  @Test
  void aFolderThatIsBeingWrittenIsRefusedBeforeAnythingIsTrained() {
    Path busy = scratch.resolve("busy");
    try (Claim claim = RunFolder.claim(busy)) {
      assertRefused(
          Console.run("two-moons", claim.path()), "'" + busy + "' is being written by another run");
      assertRefused(
          Console.of("resume", run.toString(), "--out", busy.toString()), "is being written by");
      assertRefused(
          Console.of("prune", run.toString(), "--modes", "3", "--out", busy.toString()),
          "is being written by");
    }
    try (Claim claim = Claim.of(scratch.resolve("study/table.csv"))) {
      assertRefused(
          Console.of(
              "sweep",
              "two-moons",
              "--vary",
              "seed=1,2",
              "--out",
              claim.path().getParent().toString()),
          "table.csv' is being written by");
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void samplesReplaceNothingThatWasNotMeant() throws IOException {
    Path file = Files.writeString(scratch.resolve("data.npy"), "dear");
    assertRefused(sample(file), "is there already; --force replaces it");
    assertThat(file).hasContent("dear");

    assertThat(sample(file, "--force").code()).isZero();

    assertThat(Files.size(file)).isGreaterThan(40);
    assertThat(sample(run.resolve("more.npy")).code()).as("a name the run has not").isZero();
    Files.delete(run.resolve("more.npy"));
  }

  @Test
  void samplesGoToNoFileOfARunLinkOrDeviceWhateverIsForced() throws IOException {
    Path link = Files.createSymbolicLink(scratch.resolve("link.npy"), scratch.resolve("to.npy"));
    Path folders = Files.createSymbolicLink(scratch.resolve("folder"), run);
    byte[] before = Files.readAllBytes(run.resolve("samples.npy"));

    assertRefused(sample(link, "--force"), "will not write through the link '" + link + "'");
    for (Path own :
        List.of(
            run.resolve("samples.npy"),
            folders.resolve("samples.npy"),
            run.resolve("weights/../metrics.json"),
            run.resolve("weights/student.safetensors"))) {
      assertRefused(sample(own, "--force"), "'" + own + "'", "a file of the run in '");
    }
    assertRefused(sample(Path.of("/dev/null"), "--force"), "it is a device");
    assertRefused(sample(scratch, "--force"), "it is a folder");

    assertThat(Files.readAllBytes(run.resolve("samples.npy"))).isEqualTo(before);
    assertThat(scratch.resolve("to.npy")).doesNotExist();
  }
}
