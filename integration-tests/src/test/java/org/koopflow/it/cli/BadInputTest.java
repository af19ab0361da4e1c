package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.core.run.Safetensors;
import org.koopflow.numerics.file.Npy;

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
    "run eight-gaussians --set device=abacus, device",
    "run eight-gaussians --set threads=0, threads",
    "run eight-gaussians --set evaluation.spectrum=3, spectrum must be 0 or at least 16",
    "run eight-gaussians --set data.transform=no, koopflow: --set data.transform=no",
    "run FOLDER, Is a directory",
    "run eight-gaussians --set data.source=csv, data.file",
    "run eight-gaussians --set data.source=cvs, did you mean 'csv'",
    "run eight-gaussians --set data.source=idx --set data.samples=9, unknown key 'samples'",
    "run eight-gaussians --set data.components=3, unknown key 'components'",
    "run eight-gaussians --set data.source=teacher, brings none",
    "run eight-gaussians --set data.delimiter=;, unknown key 'delimiter'",
    "run eight-gaussians --set data.transform=whiten --set data.components=3, components",
    "run eight-gaussians --set teacher.coupling=best, 'one of independent, ot, sinkhorn'",
    "run eight-gaussians --set teacher.path=target --set teacher.coupling=ot, no pair to couple",
    "run eight-gaussians --set teacher.path=bridge, sigma > 0",
    "sweep eight-gaussians --out SCRATCH, --vary",
    "sweep eight-gaussians --vary seed=1 --out SCRATCH --set training.steps=0, steps",
    "sweep eight-gaussians --vary teacher.path=linear;bridge --out SCRATCH, sigma > 0",
    "sweep eight-gaussians --vary seed=1 --vary seed=2 --out SCRATCH, seed is varied already",
    "sweep eight-gaussians --vary exponential.type=auto;block --out SCRATCH, dense",
    "sweep eight-gaussians --vary seed=1 --executor none --out SCRATCH, in-process",
    "sample, <run>",
    "sample RUN --out x.npy, -n",
    "sample RUN -n 0 --out x.npy, at least 1",
    "sample RUN -n 2 --out x.npy --sampler magic, dopri5",
    "sample RUN -n 2 --out x.npy --backend abacus, djl",
    "evaluate RUN --backend abacus, djl",
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
    "run eight-gaussians --set device=gpu:99, allowed here: cpu",
    "run mnist --set data.dir=FOLDER/none, there is no folder",
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
            .replace("SCRATCH", scratch.resolve("study").toString())
            .replace("FOLDER", folder.toString())
            .replace(';', ',')
            .split(" ");
  }

  @Test
  void aWrongKeyInAFileIsShownWithItsPlace() throws IOException {
    Path file =
        Files.writeString(scratch.resolve("my.yaml"), "name: mine\ntraining:\n  stepz: 3\n");
    Console said = Console.of("run", file.toString());
    assertRefused(said, 2, file + ":3:3: ", "stepz");
  }

  @Test
  void aSpecificationThatIsNotTextIsRefused() throws IOException {
    Path file = Files.write(scratch.resolve("my.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertRefused(Console.of("run", file.toString()), 2, "my.yaml", "not text in UTF-8");
  }

  /** Trains on a file, which is refused before anything is trained or written. */
  private void assertDataRefused(int code, String source, Path data, String... parts) {
    Path target = scratch.resolve("run");
    String where =
        Files.isDirectory(data)
            ? "{type: SOURCE, dir: 'FILE'}"
            : "{type: SOURCE, file: 'FILE', testSamples: 2}";
    Console said =
        Console.run(
            "eight-gaussians",
            target,
            "data.source=" + where.replace("SOURCE", source).replace("FILE", data.toString()),
            "training.batchSize=4");
    assertRefused(said, code, parts);
    assertThat(said.err().lines()).hasSize(1);
    assertThat(target).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2;3,4;5;6,7 | line 3 has 1 fields, but line 1 has 2",
        "1,2;3,nan;5,6;7,8 | row 2, column 2 is NaN",
        "1,2;3,inf;5,6;7,8 | row 2, column 2 is Infinity",
        "1,2;3,x;5,6;7,8 | line 2, field 2 is not a number: 'x'",
        "1,2;3,4;5,6 | has 3 rows",
        "# nothing | no row of numbers",
      })
  void aDamagedTableIsRefused(String lines, String complaint) throws IOException {
    Path file = Files.writeString(scratch.resolve("data.csv"), lines.replace(';', '\n') + "\n");
    assertDataRefused(1, "csv", file, "data.csv", complaint);
  }

  @Test
  void fewerRowsThanABatchAreRefused() throws IOException {
    Path file = Files.writeString(scratch.resolve("data.csv"), "1,2\n3,4\n5,6\n7,8\n9,10\n");
    assertDataRefused(2, "csv", file, "training.batchSize is 4", "only 3 training rows");
  }

  @Test
  void aDamagedArrayIsRefused() throws IOException {
    Path file = scratch.resolve("data.npy");
    Npy.write(file, Batch.filled(20, 2, 1));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    assertDataRefused(1, "npy", file, "data.npy");
    bytes[1] = 'X';
    Files.write(file, bytes);
    assertDataRefused(1, "npy", file, "data.npy");
    Npy.write(file, Batch.filled(20, 2, Double.NaN));
    assertDataRefused(1, "npy", file, "row 1, column 1 is NaN");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void damagedImagesAreRefused() throws IOException {
    Path images = Files.createDirectories(scratch.resolve("images"));
    byte[] pixels = new byte[16 + 30 * 4];
    System.arraycopy(
        new byte[] {0, 0, 8, 3, 0, 0, 0, 30, 0, 0, 0, 2, 0, 0, 0, 2}, 0, pixels, 0, 16);
    byte[] labels = new byte[8 + 30];
    System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, 30}, 0, labels, 0, 8);
    for (String part : List.of("train", "t10k")) {
      Files.write(images.resolve(part + "-images-idx3-ubyte.gz"), gzip(pixels));
      Files.write(images.resolve(part + "-labels-idx1-ubyte"), labels);
    }
    Path compressed = images.resolve("train-images-idx3-ubyte.gz");
    byte[] sound = Files.readAllBytes(compressed);
    Files.write(compressed, Arrays.copyOf(sound, sound.length - 12));
    assertDataRefused(1, "idx", images, compressed.toString());
    byte[] corrupt = sound.clone();
    corrupt[sound.length - 6] ^= 0x55;
    Files.write(compressed, corrupt);
    assertDataRefused(1, "idx", images, compressed.toString(), "gzip data are corrupt");
    Files.write(compressed, sound);
    Path plain = images.resolve("train-labels-idx1-ubyte");
    Files.write(plain, Arrays.copyOf(labels, labels.length - 1));
    assertDataRefused(1, "idx", images, plain.toString(), "promises 30 bytes");
    labels[2] = 13;
    Files.write(plain, labels);
    assertDataRefused(1, "idx", images, plain.toString(), "0x0d");
    Files.delete(plain);
    assertDataRefused(1, "idx", images, "lacks train-labels-idx1-ubyte");
  }

  @Test
  void aReadOnlyFolderIsRefusedBeforeTraining() {
    // Permissions do not bind the administrator; the kernel's own file system does.
    Path kernel = Path.of("/proc");
    assumeThat(kernel).as("there is a /proc").isDirectory();
    Path target = kernel.resolve("koopflow-run");
    Console said = Console.run("eight-gaussians", target);
    assertRefused(said, 1, "cannot write '" + target + "'");
    assertThat(said.err().lines()).hasSize(1);
    Console sampled = Console.of("sample", run.toString(), "-n", "2", "--out", target + ".npy");
    assertRefused(sampled, 1, "cannot write '" + target + ".npy'");
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

    assertRefused(said, 1, "diverged at step 1: '", "student");
    assertThat(said.err()).contains("kept in " + target);
    for (String sampler : List.of("koopman", "euler")) {
      Path file = scratch.resolve(sampler + ".npy");
      Console sampled =
          Console.of(
              "sample",
              target.toString(),
              "-n",
              "5",
              "--sampler",
              sampler,
              "--out",
              file.toString());
      assertThat(sampled.code()).as(sampled.err()).isZero();
      for (float value : Npy.read(file).values().floats()) {
        assertThat(value).as("not the weights that blew up").isBetween(-100f, 100f);
      }
    }
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
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(sample(copy), 1, "student.safetensors", "not a sound safetensors file");
  }

  @Test
  void aMissingWeightsFileIsRefused() throws IOException {
    Path copy = copyOfRun();
    Files.delete(copy.resolve("weights/student.safetensors"));
    assertRefused(sample(copy), 1, "student.safetensors", "there is no file");
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
  void aTransformThatIsNotThereIsRefused() throws IOException {
    Path copy = copyOfRun();
    Path file = copy.resolve("weights/transform.safetensors");
    Weights weights = Safetensors.read(file).weights();
    for (String kind : List.of("other", "a\nb")) {
      Safetensors.write(file, weights, Map.of("part", "transform", "kind", kind));
      assertRefused(
          sample(copy),
          1,
          "transform.safetensors",
          "unknown transform '"
              + kind.replace('\n', '?')
              + "'; known: none, scale, standardize, whiten");
    }
    Safetensors.write(file, weights, Map.of("part", "transform", "kind", "whiten"));
    assertRefused(sample(copy), 1, "holds no sound transform", "'whiten' consists of mean");
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
