package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.koopflow.it.cli.Opened.assertClose;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.numerics.file.Npy;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.DataEdit;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;

/** Commands that read a spectrum, on a flow that is conditioned on labels. */
class ConditionedSpectralTest {
  private static final int CLASSES = 8;

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Opened run;
  private static Opened labelled;
  private static Opened plain;

  @BeforeAll
  static void runAll() {
    run = ran("run", "condition=labels", "data.unlabelled=0.1");
    labelled = ran("labelled", "condition=labels");
    plain = ran("plain");
  }

  private static Opened ran(String name, String... overrides) {
    Opened opened = new Opened(folder.resolve(name));
    Console said = Console.run("eight-gaussians", opened.run(), overrides);
    assertThat(said.code()).as(said.err()).isZero();
    return opened;
  }

  private static void assertRefused(Console said, String... parts) {
    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(parts).doesNotContain("\tat ", "internal error");
  }

  /** Held-out rows of a class, as data have them. */
  private static Batch ofClass(Opened opened, int wanted) {
    Dataset data = Opened.KOOPFLOW.data(opened.trained().experiment());
    int[] labels = data.testLabels().orElseThrow();
    return data.test()
        .gather(IntStream.range(0, labels.length).filter(row -> labels[row] == wanted).toArray());
  }

  private static SampleSet told(Batch rows, int label) {
    int[] labels = new int[rows.rows()];
    Arrays.fill(labels, label);
    return new SampleSet(rows, Optional.of(labels));
  }

  private static void assertRows(Npy.Contents found, Integer... shape) {
    assertThat(found.shape()).containsExactly(shape);
    assertThat(found.values().isFinite()).isTrue();
  }

  @Test
  void theSpectrumIsOfTheObservables() throws IOException {
    run.done("spectrum -n 20");
    int dimensions = 0;
    for (var mode : run.json("spectrum", "spectrum.json").get("modes")) {
      dimensions += mode.get("frequency").asDouble() == 0 ? 1 : 2;
    }
    assertThat(dimensions).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"-n 5, 5", "'--rows 2,5,7', 3"})
  void modesPaintWhatFlows(String words, int rows) throws IOException {
    run.done("modes " + words);
    int modes = run.json("modes", "modes.json").get("modes").size();
    assertRows(run.npy("modes", "points.npy"), rows, 2);
    assertRows(run.npy("modes", "shapes.npy"), modes, 2, rows, 2);
    assertRows(run.npy("modes", "contributions.npy"), modes, rows, 2);
    run.assertPicture("modes", "shapes.png");
  }

  @Test
  void certificatesAndCurvesAreMeasured() throws IOException {
    run.done("certify -n 4");
    assertThat(run.json("certify", "certificate.json").at("/euclidean/holds").asBoolean()).isTrue();
    Console said = run.command("prune -n 50");
    assertThat(said.code()).as(said.err()).isZero();
  }

  @Test
  void signaturesAreToldNoLabel() throws IOException {
    run.done("signatures -n 200");
    Dataset data = Opened.KOOPFLOW.data(run.trained().experiment());
    int[] labels = Arrays.copyOf(data.testLabels().orElseThrow(), 200);
    try (SpectralModel model = run.spectral()) {
      assertThat(run.json("signatures", "signatures.json").at("/energies/accuracy").asDouble())
          .isEqualTo(
              model
                  .apply(new SignatureAnalysis(run.heldOut(200), labels, SignatureKind.ENERGIES))
                  .accuracy());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "edit -n 6 --scale 0=1.5, 6",
    "edit -n 6 --scale 0=1.5 --data, 6",
    "'edit --scale 0=1.5 --rows 1,2', 2",
    "edit -n 6 --direction 1, 6",
    "edit -n 6 --direction 1 --data, 6",
    "edit -n 6 --from 1 --to 2 --data, 6",
    "'edit --from 1 --to 2 --rows 1,2', 2"
  })
  void editsGiveRowsOfTheData(String words, int rows) {
    run.done(words);
    assertRows(run.npy("edit", "before.npy"), rows, 2);
    assertRows(run.npy("edit", "after.npy"), rows, 2);
  }

  /** A direction that was found without labels moves samples that have none. */
  @Test
  void fromClassToClassIsWithoutLabels() throws IOException {
    run.done("edit -n 6 --from 1 --to 2");
    Path none = scratch.resolve("none.npy");
    String[] words = {"-n", "6", "--class", "none", "--sampler", "koopman"};
    List<String> sample =
        new ArrayList<>(List.of("sample", run.run().toString(), "--out", "" + none));
    sample.addAll(List.of(words));
    Console said = Console.of(sample.toArray(String[]::new));
    assertThat(said.code()).as(said.err()).isZero();
    assertClose(run.npy("edit", "before.npy").values(), Npy.read(none).values(), 1e-5);
  }

  @Test
  void fromClassToClassRowsAreLiftedWithoutLabels() throws IOException {
    run.done("edit -n 6 --from 1 --to 2 --data");
    Batch rows = ofClass(run, 1).rows(0, 6);
    double before = run.json("edit", "edit.json").at("/modes/0/energyBefore").asDouble();
    try (SpectralModel model = run.spectral()) {
      int mode = run.json("edit", "edit.json").at("/modes/0/mode").asInt();
      assertThat(before).isEqualTo(energy(model, SampleSet.of(rows), mode));
      assertThat(before).isNotEqualTo(energy(model, told(rows, 1), mode));
    }
  }

  private static double energy(SpectralModel model, SampleSet rows, int mode) {
    ModeAmplitudes amplitudes = model.apply(new DataEdit(rows, ModeEdit.NONE)).amplitudesBefore();
    return model.spectrum().mode(mode).dimension() * amplitudes.meanSquare(mode);
  }

  @Test
  void noiseIsWithoutItsCondition() throws IOException {
    run.done("invert -n 30");
    for (String name : List.of("data", "noise", "noise-corrected", "again", "again-corrected")) {
      assertRows(run.npy("invert", name + ".npy"), 30, 2);
    }
    run.assertPicture("invert", "invert.png");
    labelled.done("invert -n 30");
    assertRows(labelled.npy("invert", "noise.npy"), 30, 2);
  }

  @Test
  void rowsOfAFileAreOfTheClassTheyAreSaidToBe() throws IOException {
    Path file = scratch.resolve("threes.npy");
    for (Opened each : List.of(run, labelled)) {
      Batch rows = ofClass(each, 3);
      Npy.write(file, rows);
      each.done("invert --class 3 --file " + file);
      assertThat(each.json("invert", "invert.json").get("class").asText()).isEqualTo("3");
      assertNoise(each, told(rows, 3));
    }
    for (String none : List.of("", "--class none ")) {
      run.done("invert " + none + "--file " + file);
      assertNoise(run, SampleSet.of(ofClass(labelled, 3)));
    }
  }

  private static void assertNoise(Opened of, SampleSet rows) {
    try (SpectralModel model = of.spectral()) {
      Batch noise = model.inversion().toNoise(model.toFlow(rows));
      assertThat(of.npy("invert", "noise.npy").values())
          .isEqualTo(model.flow().space().state(noise));
    }
  }

  @Test
  void classesThatAreNotThereAreRefused() {
    Path file = scratch.resolve("rows.npy");
    Npy.write(file, run.heldOut(4));
    assertRefused(run.command("invert --class 3"), "--class says what the rows of --file are");
    assertRefused(
        run.command("invert --class " + CLASSES + " --file " + file), "numbered 0 to 7, or none");
    assertRefused(run.command("invert --class three --file " + file), "number of a class");
    assertRefused(plain.command("invert --class 3 --file " + file), "no condition");
    assertRefused(
        labelled.command("invert --class none --file " + file), "numbered 0 to 7, got none");
    // Nothing is opened before: there is no such backend.
    assertRefused(
        labelled.command("invert --backend abacus --file " + file),
        "say with --class which class",
        "0 to 7");
  }

  /** Nothing is opened before: there is no such backend. */
  @ParameterizedTest
  @CsvSource({
    "signatures --backend abacus, signatures",
    "edit --from 0 --to 1 --backend abacus, --from and --to",
    "edit --from 0 --to 1 --data --backend abacus, --from and --to"
  })
  void whatMustNotSeeLabelsNeedsRowsWithoutThem(String words, String what) {
    assertRefused(
        labelled.command(words), what + " must look at rows without", "data.unlabelled=0.1");
  }
}
