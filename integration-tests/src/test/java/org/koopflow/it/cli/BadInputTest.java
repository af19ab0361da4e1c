package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets to see when something is wrong: one line, an exit code, and nothing else. */
class BadInputTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Path run;

  @BeforeAll
  static void runOnce() {
    run = folder.resolve("run");
    assertThat(Console.run("eight-gaussians", run).code()).isZero();
  }

  private static void assertRefused(Console said, int code, String... parts) {
    assertThat(said.code()).as(said.err()).isEqualTo(code);
    assertThat(said.out()).isEmpty();
    List<String> errors = said.err().lines().filter(line -> line.startsWith("koopflow: ")).toList();
    assertThat(errors).as(said.err()).isNotEmpty();
    assertThat(errors.get(errors.size() - 1)).contains(parts);
    assertThat(said.err()).doesNotContain("\tat ", "internal error");
  }

  @ParameterizedTest
  @CsvSource({
    "'', a command is missing",
    "frobnicate, frobnicate",
    "run, <preset|file>",
    "run no-such-preset, eight-gaussians",
    "run none.yaml, none.yaml",
    "run eight-gaussians --set training.stepps=3, did you mean 'steps'",
    "run eight-gaussians --set training.steps=many, whole number",
    "run eight-gaussians --set training, key=value",
    "run eight-gaussians --set teacher.type=none, cfm",
    "run eight-gaussians --set backend=abacus, djl",
    "run eight-gaussians --set lifting.dimension=0, dimension",
    "run eight-gaussians --set name=../up, --out",
    "run eight-gaussians --seed one, --seed",
    "sample, <run>",
    "sample RUN --out x.npy, -n",
    "sample RUN -n 0 --out x.npy, at least 1",
    "sample RUN -n 2 --out x.npy --sampler magic, dopri5",
    "sample RUN -n 2 --out x.npy --times 0.5;0.25, ascend",
    "sample RUN -n 2 --out x.npy --times 0;1.5, between",
    "sample RUN -n 2 --out x.npy --times NaN, between",
    "plugins --yaml, --yaml",
  })
  void usage(String words, String complaint) {
    Console said = Console.of(split(words));
    assertRefused(said, 2, complaint);
    assertThat(said.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "sample nowhere -n 2 --out x.npy, no such folder",
    "sample FOLDER -n 2 --out x.npy, is not a run",
    "evaluate FOLDER, is not a run",
    "sample RUN -n 2 --out RUN, is a folder",
    "sample RUN -n 2 --out RUN/metrics.json/x.npy, not a folder",
    "run eight-gaussians --out FOLDER, will not replace",
    "run eight-gaussians --out RUN/metrics.json/x, not a folder",
    "run eight-gaussians --set data.source=csv --set data.file=none.csv, none.csv",
  })
  void failure(String words, String complaint) {
    Console said = Console.of(split(words));
    assertRefused(said, 1, complaint);
    assertThat(said.err().lines()).hasSize(1);
  }

  private String[] split(String words) {
    return words.isEmpty()
        ? new String[0]
        : words
            .replace("RUN", run.toString())
            .replace("FOLDER", folder.toString())
            .replace(';', ',')
            .split(" ");
  }

  @Test
  void aWrongKeyInAFileIsShownWithItsPlace() throws IOException {
    Path file =
        Files.writeString(scratch.resolve("my.yaml"), "name: mine\ntraining:\n  stepz: 3\n");
    Console said = Console.of("run", file.toString());
    assertRefused(said, 2, "my.yaml", "3", "stepz");
  }

  @Test
  void debugShowsTheTrace() {
    Console said = Console.of("run", "no-such-preset", "--debug");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).startsWith("koopflow: ").contains("SpecificationException", "\tat ");
  }

  @Test
  void aDivergingTrainingKeepsItsLastGoodWeights() {
    Path target = scratch.resolve("diverged");

    Console said =
        Console.run("two-moons", target, "training.learningRate=1e30", "training.clip=0");

    assertRefused(said, 1, "diverged", "student");
    assertThat(said.err()).contains("kept in " + target);
    Path file = scratch.resolve("x.npy");
    Console sampled =
        Console.of(
            "sample", target.toString(), "-n", "5", "--sampler", "euler", "--out", file.toString());
    assertThat(sampled.code()).as(sampled.err()).isZero();
    assertThat(file).isNotEmptyFile();
  }

  private Path copyOfRun() throws IOException {
    Path copy = scratch.resolve("copy");
    try (var files = Files.walk(run)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(run.relativize(file).toString()));
      }
    }
    return copy;
  }

  private Console sample(Path copy) {
    Path out = scratch.resolve("out.npy");
    Console said = Console.of("sample", copy.toString(), "-n", "3", "--out", out.toString());
    assertThat(out).doesNotExist();
    return said;
  }

  @Test
  void aTruncatedWeightsFileIsRefused() throws IOException {
    Path copy = copyOfRun();
    Path file = copy.resolve("weights/student.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(sample(copy), 1, "student.safetensors", "not a sound safetensors file");
  }

  @Test
  void aMissingWeightsFileIsRefused() throws IOException {
    Path copy = copyOfRun();
    Files.delete(copy.resolve("weights/student.safetensors"));
    assertRefused(sample(copy), 1, "student.safetensors", "no such file");
  }

  @Test
  void weightsOfAnotherPartAreRefused() throws IOException {
    Path copy = copyOfRun();
    Files.copy(
        copy.resolve("weights/teacher.safetensors"),
        copy.resolve("weights/student.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(sample(copy), 1, "holds teacher instead of student");
  }

  @Test
  void weightsThatDoNotFitTheSpecificationAreRefused() throws IOException {
    Path copy = copyOfRun();
    Path file = copy.resolve("experiment.yaml");
    String text = Files.readString(file);
    String changed = text.replaceFirst("dimension: 10\n", "dimension: 11\n");
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
    assertRefused(sample(copy), 1, "do not fit the model", "wrong shape");
  }

  @Test
  void aDamagedProvenanceIsRefused() throws IOException {
    Path copy = copyOfRun();
    Files.writeString(copy.resolve("provenance.json"), "{\"format\":");
    assertRefused(sample(copy), 1, "provenance.json", "not valid JSON");
    Files.writeString(copy.resolve("provenance.json"), "{\"format\": \"koopflow-99\"}");
    assertRefused(sample(copy), 1, "koopflow-99");
  }
}
