package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.koopflow.it.cli.Opened.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.it.SpectralExample;
import org.koopflow.numerics.file.Npy;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.ClassifierAnalysis;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.StudentComparison;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/** What the other commands that read a spectrum write is what the library says. */
class SpectralCommandsTest {
  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Opened run;
  private static Map<String, List<Byte>> before;

  @BeforeAll
  static void runOnce() throws IOException {
    run = new Opened(folder.resolve("run"));
    assertThat(Console.run("eight-gaussians", run.run()).code()).isZero();
    before = run.own();
  }

  @AfterAll
  static void nothingOfTheRunWasAltered() throws IOException {
    assertThat(run.own()).isEqualTo(before);
  }

  @Test
  void inversionIsThatOfTheLibrary() throws IOException {
    Console said = run.done("invert -n 50");
    JsonNode json = run.json("invert", "invert.json");
    try (SpectralModel model = run.spectral()) {
      Batch x = model.toFlow(SampleSet.of(run.heldOut(50)));
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
    run.assertPicture("invert", "invert.png");

    Path mine = scratch.resolve("mine.npy");
    Npy.write(mine, run.heldOut(50));
    byte[] noise = Files.readAllBytes(run.file("invert", "noise.npy"));
    run.done("invert --file " + mine);
    assertThat(run.file("invert", "noise.npy")).hasBinaryContent(noise);
    assertThat(run.json("invert", "invert.json").get("source").asText()).isEqualTo("mine.npy");
  }

  @Test
  void certificatesAreThoseOfTheLibraryAndHold() throws IOException {
    Console said = run.done("certify -n 6 --seed 5");
    JsonNode json = run.json("certify", "certificate.json");
    try (SpectralModel model = run.spectral()) {
      for (Certificate.Norm norm : Certificate.Norm.values()) {
        JsonNode found = json.get(norm.name().toLowerCase(Locale.ROOT));
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
    run.assertPicture("certify", "certificate.png");
  }

  @Test
  void modesArePaintedAsTheLibraryHasThem() throws IOException {
    run.done("modes --rows 2,5,7");
    Npy.Contents shapes = run.npy("modes", "shapes.npy");
    JsonNode json = run.json("modes", "modes.json");
    try (SpectralModel model = run.spectral()) {
      List<Mode> modes = model.spectrum().modes();
      assertThat(shapes.shape()).containsExactly(modes.size(), 2, 3, 2);
      assertThat(run.npy("modes", "contributions.npy").shape()).containsExactly(modes.size(), 3, 2);
      Batch x = model.toFlow(SampleSet.of(run.heldOut(8).gather(new int[] {2, 5, 7})));
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
    run.assertPicture("modes", "shapes.png");
    run.assertPicture("modes", "energy.png");
  }

  @Test
  void signaturesAreThoseOfTheLibrary() throws IOException {
    Console said = run.done("signatures -n 300 --modes 2");
    JsonNode json = run.json("signatures", "signatures.json");
    Dataset data = Opened.KOOPFLOW.data(run.trained().experiment());
    int[] labels = Arrays.copyOf(data.testLabels().orElseThrow(), 300);
    try (SpectralModel model = run.spectral()) {
      ClassSignatures energies =
          model.apply(new SignatureAnalysis(run.heldOut(300), labels, SignatureKind.ENERGIES));
      assertThat(json.at("/energies/accuracy").asDouble()).isEqualTo(energies.accuracy());
      assertThat(json.at("/energies/mean")).isEqualTo(Opened.tree(energies.mean()));
      assertThat(json.at("/energies/distance")).isEqualTo(Opened.tree(energies.distance()));
      SignatureComparison comparison =
          model.apply(new ClassifierAnalysis(run.heldOut(300), labels, 2));
      assertThat(json.at("/comparison/energies")).isEqualTo(Opened.tree(comparison.energies()));
      assertThat(json.at("/comparison/tested").asInt()).isEqualTo(150);
    }
    assertThat(said.out()).contains("principal components", "chance: ");
    run.assertPicture("signatures", "signatures.png");
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
    run.done("spectrum -n 20 --backend nd4j");
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
    run.done("modes -n 3 --backend nd4j");
    run.done("invert -n 20 --backend nd4j");
  }
}
