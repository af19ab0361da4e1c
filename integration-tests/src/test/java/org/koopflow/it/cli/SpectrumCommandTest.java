package org.koopflow.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.FidelityAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.StudentComparison;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/** The spectrum as the command writes it is that of the library, of one student or of two. */
class SpectrumCommandTest {
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

  @Test
  void theSpectrumIsThatOfTheLibrary() throws IOException {
    Console said = run.done("spectrum -n 60 --seed 4 --dt 0.25 --modes 3");

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
    run.assertPicture("spectrum", "spectrum.png");
  }

  @Test
  void thePseudospectrumIsSmallAtEigenvaluesAndTheSameAboveAndBelow() throws IOException {
    run.done("spectrum -n 20 --pseudospectrum 9 --out " + scratch);

    JsonNode json = new ObjectMapper().readTree(scratch.resolve("pseudospectrum.json").toFile());
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
    Console said = run.done("spectrum -n 50 --seed 3 --beside " + other.run());

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
    run.assertPicture("spectrum", "comparison.png");
  }

  @Test
  void aStudentIsItsOwnTwin() throws IOException {
    run.done("spectrum -n 30 --beside " + run.run() + " --out " + scratch);
    JsonNode json = new ObjectMapper().readTree(scratch.resolve("comparison.json").toFile());
    assertThat(json.get("first")).isEqualTo(json.get("second"));
    for (JsonNode pair : json.get("matched")) {
      assertThat(pair.get("second")).isEqualTo(pair.get("first"));
      assertThat(pair.get("distance").asDouble()).isZero();
    }
  }
}
