package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.it.SpectralExample;
import org.koopflow.numerics.file.Npy;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.ClassifierAnalysis;
import org.koopflow.spectral.model.analysis.FidelityAnalysis;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.StudentComparison;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/** What the commands that read a spectrum write is what the library says and what laws demand. */
class SpectralCommandsTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Opened run;
  private static Opened other;
  private static Map<String, List<Byte>> before;

  @BeforeAll
  static void runTwice() throws IOException {
    run = new Opened(folder.resolve("whole"));
    other = new Opened(folder.resolve("boundary"));
    assertThat(Console.run("eight-gaussians", run.run()).code()).isZero();
    Console second =
        Console.run(
            "eight-gaussians",
            other.run(),
            "objective.consistency=0",
            "objective.phase=0",
            "objective.path=0");
    assertThat(second.code()).as(second.err()).isZero();
    before = run.own();
  }

  @AfterAll
  static void nothingOfTheRunWasAltered() throws IOException {
    assertThat(run.own()).isEqualTo(before);
  }

  private static Console done(Opened on, String words) {
    Console said = on.command(words);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).contains("written to ");
    return said;
  }

  private static void assertPicture(String command, String name) throws IOException {
    assertThat(ImageIO.read(run.file(command, name).toFile())).isNotNull();
  }

  private static void assertClose(Batch found, Batch expected, double tolerance) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.doubles()[i]).isCloseTo(expected.doubles()[i], within(tolerance));
    }
  }

  private static Batch heldOut(int rows) {
    return Opened.KOOPFLOW.data(run.trained().experiment()).test().rows(0, rows);
  }

  @Test
  void theSpectrumIsThatOfTheLibrary() throws IOException {
    Console said = done(run, "spectrum -n 60 --seed 4 --dt 0.25 --modes 3");

    JsonNode json = run.json("spectrum", "spectrum.json");
    try (SpectralModel model = run.spectral()) {
      AnalysedSpectrum analysis = model.apply(new SpectrumAnalysis(60, 4));
      assertThat(json.get("modes"))
          .isEqualTo(Opened.tree(analysis.toMap(Integer.MAX_VALUE)).get("modes"));
      List<Complex> rates = model.spectrum().generatorEigenvalues();
      JsonNode multipliers = json.get("multipliers");
      assertThat(multipliers.get("dt").asDouble()).isEqualTo(0.25);
      for (int k = 0; k < rates.size(); k++) {
        double size = Math.exp(0.25 * rates.get(k).real());
        double angle = 0.25 * rates.get(k).imaginary();
        assertThat(multipliers.get("real").get(k).asDouble())
            .isCloseTo(size * Math.cos(angle), within(1e-12));
        assertThat(multipliers.get("imaginary").get(k).asDouble())
            .isCloseTo(size * Math.sin(angle), within(1e-12));
      }
      assertThat(multipliers.get("real")).hasSize(rates.size());
    }
    assertThat(said.out()).contains("variation error", "|multiplier|");
    assertThat(said.out().lines().filter(line -> line.matches(" *[0-9]+ .*"))).hasSize(3);
    assertPicture("spectrum", "spectrum.png");
  }

  @Test
  void thePseudospectrumIsSmallAtEigenvaluesAndTheSameAboveAndBelow() throws IOException {
    done(run, "spectrum -n 20 --pseudospectrum 9 --out " + scratch);

    JsonNode json =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(scratch.resolve("pseudospectrum.json").toFile());
    assertThat(json.get("real")).hasSize(9);
    for (JsonNode column : json.get("distance")) {
      for (int j = 0; j < 9; j++) {
        double value = column.get(j).asDouble();
        assertThat(value).isPositive();
        assertThat(column.get(8 - j).asDouble()).isCloseTo(value, within(1e-8 + 1e-6 * value));
      }
    }
    assertThat(scratch.toFile().list())
        .containsExactlyInAnyOrder("spectrum.json", "spectrum.png", "pseudospectrum.json");
  }

  @Test
  void twoStudentsAreMeasuredOnTheSameTrajectories() throws IOException {
    Console said = done(run, "spectrum -n 50 --seed 3 --beside " + other.run());

    JsonNode json = run.json("spectrum", "comparison.json");
    try (SpectralModel ours = run.spectral();
        SpectralModel theirs = other.spectral()) {
      StudentComparison comparison = StudentComparison.of(ours, theirs, 50, 3);
      for (String figure : List.of("endMse", "pathMse", "relativeResidual", "spectrum")) {
        assertThat(json.get("first").get(figure))
            .isEqualTo(Opened.tree(comparison.first().toMap(Integer.MAX_VALUE)).get(figure));
        assertThat(json.get("second").get(figure))
            .isEqualTo(Opened.tree(comparison.second().toMap(Integer.MAX_VALUE)).get(figure));
      }
      assertThat(json.get("matched")).hasSameSizeAs(comparison.matching().pairs());
      assertThat(comparison.first().analysis().modes().get(0).fidelity())
          .hasValueSatisfying(
              fidelity ->
                  assertThat(fidelity.relativeError())
                      .isEqualTo(
                          ours.apply(
                                  new FidelityAnalysis(ours.apply(new TeacherTrajectories(50, 3))))
                              .get(0)
                              .relativeError()));
    }
    assertThat(said.out())
        .contains("end MSE to the teacher", "whole", "boundary")
        .contains("path MSE to the teacher, 0.25", "relative residual")
        .doesNotContain("path MSE to the teacher, 0.15", "samples per second");
    assertThat(json.get("figures").findValuesAsText("key"))
        .containsExactly("nfe", "endMse", "pathMse", "relativeResidual");
    assertThat(json.get("figures").get(1).get("better").asText()).isEqualTo("lower");
    assertPicture("spectrum", "comparison.png");
  }

  @Test
  void aStudentIsItsOwnTwin() throws IOException {
    done(run, "spectrum -n 30 --beside " + run.run() + " --out " + scratch);
    JsonNode json =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(scratch.resolve("comparison.json").toFile());
    assertThat(json.get("first")).isEqualTo(json.get("second"));
    for (JsonNode pair : json.get("matched")) {
      assertThat(pair.get("second")).isEqualTo(pair.get("first"));
      assertThat(pair.get("distance").asDouble()).isZero();
    }
  }

  @Test
  void theUneditedIsTheSampleBitForBit() {
    Path plain = scratch.resolve("plain.npy");
    Console.of(
        "sample", run.run().toString(), "-n", "40", "--seed", "9", "--out", plain.toString());
    for (String edit :
        List.of("--scale 0=1", "--from 0 --to 3 --strength 0", "--direction 1 --strength 0")) {
      Console said = done(run, "edit -n 40 --seed 9 --time 0.3 " + edit);
      assertThat(said.out()).contains("0 of 40 moved");
      assertThat(run.file("edit", "after.npy")).hasSameBinaryContentAs(plain);
      assertThat(run.file("edit", "before.npy")).hasSameBinaryContentAs(plain);
    }
    done(run, "edit --rows 4,0,4 --scale 1=1");
    assertThat(run.file("edit", "after.npy"))
        .hasSameBinaryContentAs(run.file("edit", "before.npy"));
    assertThat(run.npy("edit", "before.npy").values())
        .isEqualTo(heldOut(5).gather(new int[] {4, 0, 4}));
  }

  @Test
  void aRemovedModeHasNoEnergyLeftAndOthersKeepTheirs() throws IOException {
    done(run, "edit -n 30 --remove 1 --time 0.2");
    JsonNode json = run.json("edit", "edit.json");
    assertThat(json.get("modes")).hasSize(1);
    JsonNode mode = json.get("modes").get(0);
    assertThat(mode.get("mode").asInt()).isEqualTo(1);
    assertThat(mode.get("energyBefore").asDouble()).isPositive();
    assertThat(mode.get("energyAfter").asDouble()).isZero();
    assertThat(json.get("moved").asInt()).isEqualTo(30);
    assertThat(json.get("relativeChange").asDouble()).isPositive();
    assertPicture("edit", "edit.png");
  }

  @Test
  void aScaledModeHasTheSquareOfTheFactorInEnergyWhateverTheTime() throws IOException {
    done(run, "edit -n 30 --scale 0=1.5 --time 0.1");
    Batch early = run.npy("edit", "after.npy").values();
    JsonNode mode = run.json("edit", "edit.json").get("modes").get(0);
    assertThat(mode.get("energyAfter").asDouble() / mode.get("energyBefore").asDouble())
        .isCloseTo(2.25, within(1e-9));
    done(run, "edit -n 30 --scale 0=1.5 --time 0.9");
    assertClose(run.npy("edit", "after.npy").values(), early, 1e-4);
  }

  @Test
  void swappingIsInterpolatingAllTheWay() throws IOException {
    done(run, "edit -n 7 --swap 0,1");
    Batch swapped = run.npy("edit", "after.npy").values();
    Batch plain = run.npy("edit", "before.npy").values();
    // Seven samples leave the last without a neighbour.
    assertThat(swapped.rows(6, 7)).isEqualTo(plain.rows(6, 7));
    assertThat(swapped.rows(0, 6)).isNotEqualTo(plain.rows(0, 6));
    for (JsonNode mode : run.json("edit", "edit.json").get("modes")) {
      assertThat(mode.get("energyAfter").asDouble())
          .as("an exchange leaves the sum")
          .isCloseTo(
              mode.get("energyBefore").asDouble(),
              within(1e-9 * mode.get("energyBefore").asDouble()));
    }
    done(run, "edit -n 7 --interpolate 0=1,1=1");
    assertClose(run.npy("edit", "after.npy").values(), swapped, 1e-5);
  }

  @Test
  void aDirectionBetweenClassesIsTheLibrarysAndItsEffectMeasured() throws IOException {
    done(run, "edit --from 0 --to 3 --data -n 20");
    JsonNode json = run.json("edit", "edit.json");
    assertThat(json.get("direction").asText()).isEqualTo("from class 0 to class 3");
    double reached = json.at("/effect/reached").asDouble();
    assertThat(reached).isBetween(0.0, 1.0);
    assertThat(reached).isGreaterThanOrEqualTo(json.at("/effect/before").asDouble());
    assertThat(json.at("/effect/leakage").asDouble()).isBetween(0.0, 1.0);
    Dataset data = Opened.KOOPFLOW.data(run.trained().experiment());
    int row = 0;
    for (int i = 0; row < 20; i++) {
      if (data.testLabels().orElseThrow()[i] == 0) {
        assertThat(run.npy("edit", "before.npy").values().rows(row, row + 1))
            .isEqualTo(data.test().rows(i, i + 1));
        row++;
      }
    }
    // The same move later is the same move, since amplitudes are carried by the flow.
    done(run, "edit -n 20 --from 0 --to 3 --time 0");
    Batch early = run.npy("edit", "after.npy").values();
    done(run, "edit -n 20 --from 0 --to 3 --time 1");
    assertClose(run.npy("edit", "after.npy").values(), early, 1e-3);
  }

  @Test
  void inversionIsThatOfTheLibrary() throws IOException {
    Console said = done(run, "invert -n 50");
    JsonNode json = run.json("invert", "invert.json");
    try (SpectralModel model = run.spectral()) {
      Batch x = model.toFlow(heldOut(50));
      Inversion.RoundTrip trip = model.apply(new RoundTripAnalysis(x));
      assertThat(json.get("relativeError").asDouble()).isEqualTo(trip.relativeError());
      assertThat(json.get("correctedError").asDouble()).isEqualTo(trip.correctedError());
      assertThat(json.get("solver")).isEqualTo(Opened.tree(trip.solved().orElseThrow()));
      Batch noise = run.npy("invert", "noise.npy").values();
      assertThat(noise).isEqualTo(model.inversion().toNoise(x));
      assertClose(
          run.npy("invert", "again.npy").values(),
          model.model().toData(model.model().sampler().sample(noise)),
          1e-6);
    }
    assertThat(said.out()).contains("linear flow", "solver of the teacher", "from the solver's");
    assertPicture("invert", "invert.png");

    Path mine = scratch.resolve("mine.npy");
    Npy.write(mine, heldOut(50));
    byte[] noise = java.nio.file.Files.readAllBytes(run.file("invert", "noise.npy"));
    done(run, "invert --file " + mine);
    assertThat(run.file("invert", "noise.npy")).hasBinaryContent(noise);
    assertThat(run.json("invert", "invert.json").get("source").asText()).isEqualTo("mine.npy");
  }

  @Test
  void certificatesAreThoseOfTheLibraryAndHold() throws IOException {
    Console said = done(run, "certify -n 6 --seed 5");
    JsonNode json = run.json("certify", "certificate.json");
    try (SpectralModel model = run.spectral()) {
      for (Certificate.Norm norm : Certificate.Norm.values()) {
        JsonNode found = json.get(norm.name().toLowerCase(java.util.Locale.ROOT));
        Certificate expected = model.apply(new CertificateAnalysis(6, 5, norm));
        assertThat(found.get("logarithmicNorm").asDouble())
            .isCloseTo(expected.logarithmicNorm(), within(1e-9));
        assertThat(found.get("residual").asDouble())
            .isCloseTo(expected.residual(), within(1e-6 * expected.residual()));
        assertThat(found.get("medianRatio").asDouble())
            .isGreaterThanOrEqualTo(1)
            .isCloseTo(
                expected.sharpness().medianRatio(),
                within(1e-6 * expected.sharpness().medianRatio()));
        assertThat(found.get("holds").asBoolean()).isTrue();
        assertThat(found.get("bound")).hasSize(TeacherTrajectories.CERTIFIED_TIMES);
        for (int j = 0; j < found.get("bound").size(); j++) {
          assertThat(found.get("error").get(j).asDouble())
              .isLessThanOrEqualTo(found.get("bound").get(j).asDouble() * (1 + 1e-3) + 1e-4);
        }
      }
    }
    assertThat(said.out()).contains("median bound / error", "euclidean", "modes");
    assertPicture("certify", "certificate.png");
  }

  @Test
  void modesArePaintedAsTheLibraryHasThem() throws IOException {
    done(run, "modes --rows 2,5,7");
    Npy.Contents shapes = run.npy("modes", "shapes.npy");
    JsonNode json = run.json("modes", "modes.json");
    try (SpectralModel model = run.spectral()) {
      List<Mode> modes = model.spectrum().modes();
      assertThat(shapes.shape()).containsExactly(modes.size(), 2, 3, 2);
      assertThat(run.npy("modes", "contributions.npy").shape()).containsExactly(modes.size(), 3, 2);
      Batch x = model.toFlow(heldOut(8).gather(new int[] {2, 5, 7}));
      for (ModeShape shape : model.apply(new ShapeAnalysis(x))) {
        double[] real = model.directionToData(shape.real()).doubles();
        double[] imaginary = model.directionToData(shape.imaginary()).doubles();
        for (int i = 0; i < 6; i++) {
          int at = shape.mode().index() * 12 + i;
          assertThat(shapes.values().doubles()[at]).isCloseTo(real[i], within(1e-6));
          assertThat(shapes.values().doubles()[at + 6]).isCloseTo(imaginary[i], within(1e-6));
        }
      }
      int times = json.get("times").size();
      assertThat(json.get("times").get(0).asDouble()).isZero();
      assertThat(run.npy("modes", "energy.npy").shape()).containsExactly(modes.size(), 2, times);
      for (Mode mode : modes) {
        JsonNode each = json.get("modes").get(mode.index());
        double first = each.get("energy").get(0).asDouble();
        double last = each.get("energyExpected").get(times - 1).asDouble();
        assertThat(last)
            .isCloseTo(first * Math.exp(2 * mode.growthRate()), within(1e-9 * (1 + last)));
      }
    }
    assertPicture("modes", "shapes.png");
    assertPicture("modes", "energy.png");
  }

  @Test
  void signaturesAreThoseOfTheLibrary() throws IOException {
    Console said = done(run, "signatures -n 300 --modes 2");
    JsonNode json = run.json("signatures", "signatures.json");
    Dataset data = Opened.KOOPFLOW.data(run.trained().experiment());
    int[] labels = java.util.Arrays.copyOf(data.testLabels().orElseThrow(), 300);
    try (SpectralModel model = run.spectral()) {
      ClassSignatures energies =
          model.apply(new SignatureAnalysis(heldOut(300), labels, SignatureKind.ENERGIES));
      assertThat(json.at("/energies/accuracy").asDouble()).isEqualTo(energies.accuracy());
      assertThat(json.at("/energies/mean")).isEqualTo(Opened.tree(energies.mean()));
      assertThat(json.at("/energies/distance")).isEqualTo(Opened.tree(energies.distance()));
      SignatureComparison comparison = model.apply(new ClassifierAnalysis(heldOut(300), labels, 2));
      assertThat(json.at("/comparison/energies")).isEqualTo(Opened.tree(comparison.energies()));
      assertThat(json.at("/comparison/tested").asInt()).isEqualTo(150);
    }
    assertThat(said.out()).contains("principal components", "chance: ");
    assertPicture("signatures", "signatures.png");
  }

  @Test
  void theExamplesOfTheReadmeRun() {
    SpectralExample.Tour tour = SpectralExample.tour(Opened.KOOPFLOW, run.run());
    assertThat(tour.painted().rows()).isEqualTo(8);
    assertThat(tour.removed().amplitudesAfter().meanSquare(1)).isZero();
    assertThat(tour.removed().moved()).isEqualTo(100);
    assertThat(tour.moved().before().rows()).isEqualTo(tour.noise().rows());
    assertThat(tour.trip().solved()).isPresent();
    assertThat(tour.certificate().holds()).isTrue();
    assertThat(tour.signatures().tested()).isEqualTo(200);
    StudentComparison twins = SpectralExample.beside(Opened.KOOPFLOW, run.trained(), run.trained());
    assertThat(twins.matching().largestDistance()).isZero();
    assertThat(tour.spectrum().modes()).hasSameSizeAs(twins.first().analysis().modes());
  }

  @Test
  void theyWorkOnTheOtherBackend() throws IOException {
    done(run, "spectrum -n 20 --backend nd4j");
    JsonNode there = run.json("spectrum", "spectrum.json");
    try (SpectralModel model = run.spectral()) {
      AnalysedSpectrum analysis = model.apply(new SpectrumAnalysis(20, 1));
      // The order of modes that carry nearly the same may differ; the sum of their rates does not.
      double sum = 0;
      double expected = 0;
      for (int k = 0; k < analysis.modes().size(); k++) {
        sum += there.get("modes").get(k).get("growthRate").asDouble();
        expected += analysis.modes().get(k).mode().growthRate();
      }
      assertThat(sum).isCloseTo(expected, within(1e-9));
    }
    done(run, "modes -n 3 --backend nd4j");
    done(run, "invert -n 20 --backend nd4j");
  }
}
