package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/**
 * One specification and one seed on both backends. They draw the same weights, noise and batches,
 * for these come from the host, and differ in the order of their sums alone. Rounding errors of
 * 1e-7 grow in the course of a training; after 200 steps they were 5e-7 in the losses of the
 * teacher, 1e-6 in those of the student and 2e-7 in the weights, and the tolerances leave a factor
 * of about twenty, for other processors.
 */
class BackendParityTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static final int STEPS = 200;

  private static RunResult djl;
  private static RunResult nd4j;

  @BeforeAll
  static void train() {
    djl = KOOPFLOW.run(experiment("djl"));
    nd4j = KOOPFLOW.run(experiment("nd4j"));
  }

  /** The preset as it is, but short. */
  private static Experiment experiment(String backend) {
    return new ExperimentReader(KOOPFLOW.plugins())
        .preset(
            "eight-gaussians",
            "backend=" + backend,
            "teacher.training.steps=" + STEPS,
            "training.steps=" + STEPS,
            "training.pool.size=1024",
            "training.pool.blockSize=256",
            "evaluation.samples=100",
            "evaluation.energySamples=50",
            "evaluation.eulerSteps=[1]",
            "evaluation.speedBatch=0");
  }

  private static List<LossRow> losses(RunResult result, String stage) {
    return result.losses().stream().filter(row -> row.stage().equals(stage)).toList();
  }

  @ParameterizedTest
  @CsvSource({"teacher, 1e-5", "student, 2e-5"})
  void lossesAgree(String stage, double tolerance) {
    List<LossRow> left = losses(djl, stage);
    List<LossRow> right = losses(nd4j, stage);
    assertThat(left).hasSizeGreaterThanOrEqualTo(STEPS / 2).hasSameSizeAs(right);
    double worst = 0;
    for (int i = 0; i < left.size(); i++) {
      assertThat(right.get(i).step()).isEqualTo(left.get(i).step());
      for (Map.Entry<String, Double> value : left.get(i).values().entrySet()) {
        double other = right.get(i).values().get(value.getKey());
        double relative = Math.abs(other / value.getValue() - 1);
        worst = Math.max(worst, relative);
      }
    }
    assertThat(worst)
        .as("largest relative difference of any reported figure")
        .isLessThan(tolerance);
  }

  /** What either backend is given comes from the host and is the same to the last bit. */
  @Test
  void bothBeginWithTheSameWeightsNoiseAndBatches() {
    RunResult left = KOOPFLOW.run(untrained("djl"));
    RunResult right = KOOPFLOW.run(untrained("nd4j"));
    assertThat(right.data().train()).isEqualTo(left.data().train());
    assertThat(right.data().test()).isEqualTo(left.data().test());
    assertThat(right.model().transform()).isEqualTo(left.model().transform());
    // A rate of 1e-30 leaves every weight where it began, and one that began at 0 next to it.
    assertClose(left.model().teacher().raw(), right.model().teacher().raw(), 1e-25);
    assertClose(
        left.model().student().orElseThrow().raw(),
        right.model().student().orElseThrow().raw(),
        1e-25);
    assertThat(djl.model().teacher()).isNotEqualTo(left.model().teacher());
    assertThat(noise("nd4j", right)).isEqualTo(noise("djl", left));
    // The loss of the first step is that of the first batch under these weights.
    for (String stage : List.of("teacher", "student")) {
      double a = losses(left, stage).get(0).values().get("loss");
      double b = losses(right, stage).get(0).values().get("loss");
      assertThat(b).as(stage).isCloseTo(a, within(1e-6 * a));
    }
  }

  private static Experiment untrained(String backend) {
    return new ExperimentReader(KOOPFLOW.plugins())
        .preset(
            "eight-gaussians",
            "backend=" + backend,
            "teacher.training.steps=1",
            "teacher.training.learningRate=1e-30",
            "training.steps=1",
            "training.learningRate=1e-30",
            "training.pool.size=256",
            "training.pool.blockSize=256",
            "evaluation.samples=50",
            "evaluation.energySamples=20",
            "evaluation.speedBatch=0");
  }

  private static Batch noise(String backend, RunResult result) {
    try (Backend opened = KOOPFLOW.plugins().backend(backend, BackendContext.DEFAULT);
        OpenModel open = KOOPFLOW.open(result.model(), opened)) {
      return open.noise(100, 3);
    }
  }

  /** Teacher and student, raw and averaged. */
  @Test
  void weightsAgree() {
    assertClose(djl.model().teacher().raw(), nd4j.model().teacher().raw());
    assertClose(djl.model().teacher().averaged(), nd4j.model().teacher().averaged());
    var left = djl.model().student().orElseThrow();
    var right = nd4j.model().student().orElseThrow();
    assertClose(left.raw(), right.raw());
    assertClose(left.averaged(), right.averaged());
  }

  private static void assertClose(Weights left, Weights right) {
    assertClose(left, right, 5e-6);
  }

  private static void assertClose(Weights left, Weights right, double tolerance) {
    assertThat(right.values().keySet()).isEqualTo(left.values().keySet()).isNotEmpty();
    left.values()
        .forEach(
            (name, value) -> {
              double[] a = value.doubles();
              double[] b = right.get(name).doubles();
              double worst = 0;
              for (int i = 0; i < a.length; i++) {
                worst = Math.max(worst, Math.abs(a[i] - b[i]));
              }
              assertThat(worst).as(name).isLessThan(tolerance);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "djl, koopman",
    "djl, euler",
    "djl, rk4",
    "nd4j, koopman",
    "nd4j, euler",
    "nd4j, rk4"
  })
  void samplesOfAModelThatMovesAgree(String from, String sampler, @TempDir Path folder) {
    RunResult result = from.equals("djl") ? djl : nd4j;
    new RunFolder(KOOPFLOW.plugins()).write(folder.resolve("run"), result, Map.of());
    TrainedModel model = new RunFolder(KOOPFLOW.plugins()).read(folder.resolve("run"));
    assertClose(states("djl", model, sampler), states("nd4j", model, sampler));
  }

  @ParameterizedTest
  @ValueSource(strings = {"koopman", "euler", "rk4"})
  void samplesOfTheTwoModelsAgree(String sampler) {
    assertClose(states("djl", djl.model(), sampler), states("nd4j", nd4j.model(), sampler));
  }

  private static void assertClose(List<Batch> left, List<Batch> right) {
    for (int k = 0; k < left.size(); k++) {
      double[] a = left.get(k).doubles();
      double[] b = right.get(k).doubles();
      for (int i = 0; i < a.length; i++) {
        assertThat(b[i]).isCloseTo(a[i], within(1e-4));
      }
    }
  }

  private static List<Batch> states(String backend, TrainedModel model, String sampler) {
    try (Backend opened = KOOPFLOW.plugins().backend(backend, BackendContext.DEFAULT);
        OpenModel open = KOOPFLOW.open(model, opened)) {
      return open
          .sampler(Selection.of(sampler))
          .sample(open.noise(1000, 5), 0.25, 0.5, 0.75, 1)
          .states()
          .stream()
          .map(open::toData)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"djl, nd4j", "nd4j, djl"})
  void trainingGoesOnElsewhere(String from, String to, @TempDir Path folder) {
    RunResult first = from.equals("djl") ? djl : nd4j;
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    folders.write(folder.resolve("run"), first, Map.of());
    TrainedModel model = folders.read(folder.resolve("run"));
    Experiment there = folders.experiment(folder.resolve("run"), "backend=" + to);
    RunResult second = KOOPFLOW.resume(model, there, Progress.SILENT);
    assertThat(second.model().teacher()).isEqualTo(first.model().teacher());
    List<LossRow> before = losses(first, "student");
    List<LossRow> after = losses(second, "student");
    // It begins where the other left off, not at random weights, and improves on it.
    double begun = after.get(0).values().get("target");
    assertThat(begun).isLessThan(0.2 * before.get(0).values().get("target"));
    assertThat(endMse(second)).isLessThan(endMse(first));
    assertThat(losses(second, "teacher")).isEmpty();
  }

  private static double endMse(RunResult result) {
    return (Double) result.metrics().get("endMse");
  }
}
