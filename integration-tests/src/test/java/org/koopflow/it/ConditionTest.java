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
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.it.cli.Console;
import org.koopflow.spectral.Complex;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.FlowPruning;
import org.koopflow.testkit.Failures;

/** Eight gaussians by their labels, from training to a sample of a wanted class. */
class ConditionTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static final int CLASSES = 8;

  @TempDir static Path scratch;

  private static RunResult result;
  private static TrainedModel model;

  private static RunResult run(String... more) {
    return KOOPFLOW.run(Small.experiment(KOOPFLOW, more));
  }

  @BeforeAll
  static void train() {
    result =
        run(
            "condition=labels",
            "data.unlabelled=0.1",
            "teacher.coupling=ot",
            "teacher.minibatch=64",
            "teacher.network.width=48",
            "teacher.training.steps=300",
            "lifting.dimension=24",
            "lifting.network.width=48",
            "operator.type=block",
            "training.steps=300",
            "training.batchSize=64",
            "training.pool.size=1024",
            "training.pool.blockSize=512",
            "teacher.training.batchSize=128",
            "evaluation.samples=600");
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    folders.write(scratch.resolve("run"), result, Map.of());
    model = folders.read(scratch.resolve("run"));
  }

  private static double figure(String whose, String key) {
    return ((Number) ((Map<?, ?>) result.metrics().get(whose)).get(key)).doubleValue();
  }

  /** Eight classes on a ring: who does not know them is right in one of eight. */
  @Test
  void samplesAreOfTheirClass() {
    assertThat(figure("floor", "classAccuracy")).isGreaterThan(0.99);
    assertThat(figure("teacher", "classAccuracy")).isGreaterThan(0.8);
    assertThat(figure("student", "classAccuracy")).isGreaterThan(0.8);
    assertThat(figure("student", "worstClassSlicedWasserstein")).isLessThan(1);
    assertThat(result.metrics()).containsKey("classClassifier");
  }

  @Test
  void whatFlowsIsKeptWithTheModel() {
    assertThat(model.domain()).isEqualTo(result.model().domain());
    assertThat(model.domain().classes()).isEqualTo(CLASSES);
    assertThat(model.domain().unlabelled()).isTrue();
    assertThat(model.domain().shares().get(CLASSES)).isEqualTo(0.1);
    assertThat(model.domain().shares().stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(1e-12));
  }

  /** The lifted state carries the class, and nothing moves it. */
  @Test
  void aConditionStandsStill() {
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      Batch noise = open.noise(20, 3);
      LinearFlow flow = open.flow();
      Batch condition = flow.space().condition(noise).orElseThrow();
      Batch z = flow.advance(flow.lift(FlowTime.NOISE, noise), 0.7);
      assertThat(flow.layout().condition(z)).contains(condition);
      Batch end = flow.transport(noise, FlowTime.NOISE, FlowTime.DATA);
      assertThat(flow.space().condition(end)).contains(condition);
      Batch taught = open.sampler(org.koopflow.api.Selection.of("dopri5")).sample(noise);
      assertThat(flow.space().condition(taught)).contains(condition);
      assertThat(open.toData(end).columns()).isEqualTo(2);
    }
  }

  @Test
  void theRatesOfTheConditionStandApart() {
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      Spectrum spectrum = Spectrum.of(open.flow());
      // The constant, time, eight classes and "no label".
      assertThat(spectrum.generatorEigenvalues().subList(0, CLASSES + 3))
          .containsOnly(Complex.ZERO);
      assertThat(spectrum.modes().stream().mapToInt(mode -> mode.dimension()).sum()).isEqualTo(24);
    }
  }

  /** The same noise under two classes is two samples, and the same one under one class. */
  @Test
  void aClassIsSampledByItsNumber() {
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend)) {
      Batch third = open.noise(200, 3, 5);
      Batch other = open.noise(200, 7, 5);
      assertThat(open.flow().space().state(third)).isEqualTo(open.flow().space().state(other));
      Batch threes = open.toData(open.sampler().sample(third));
      assertThat(mean(threes, 0)).isCloseTo(centre(3)[0], within(0.4));
      assertThat(mean(threes, 1)).isCloseTo(centre(3)[1], within(0.4));
      Failures.assertRefuses(() -> open.noise(1, 8, 5), "numbered 0 to 7, or none");
      assertThat(open.noise(1, Domain.NO_LABEL, 5).get(0, 2 + CLASSES)).isEqualTo(1);
    }
  }

  /** What is written of a pruned model tells classes apart as the one in memory does. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void aWrittenPrunedModelGivesTheSamplesOfThePrunedFlow(int modes) {
    Path out = scratch.resolve("pruned-" + modes);
    Console said =
        Console.of(
            "prune",
            scratch.resolve("run").toString(),
            "--modes",
            "" + modes,
            "-n",
            "300",
            "--seed",
            "6",
            "--out",
            out.toString());
    assertThat(said.code()).as(said.err()).isZero();
    TrainedModel smaller = new RunFolder(KOOPFLOW.plugins()).read(out);
    try (Backend backend = KOOPFLOW.openBackend(model.experiment());
        OpenModel open = KOOPFLOW.open(model, backend);
        OpenModel written = KOOPFLOW.open(smaller, backend);
        SpectralModel spectral = SpectralModel.of(open, ModeOrder.LEADING)) {
      PrunedFlow expected = spectral.apply(new FlowPruning(modes, 300, 6));
      Batch noise = open.noise(40, 3);
      // Single precision of lifted states, whose size is a few units.
      assertThat(written.flow().transport(noise, FlowTime.NOISE, FlowTime.DATA).doubles())
          .containsExactly(
              expected.transport(noise, FlowTime.NOISE, FlowTime.DATA).doubles(), within(1e-4));
    }
  }

  private static double mean(Batch rows, int column) {
    double sum = 0;
    for (int row = 0; row < rows.rows(); row++) {
      sum += rows.get(row, column);
    }
    return sum / rows.rows();
  }

  /** Where the data say class k stands. */
  private static double[] centre(int k) {
    double[] sum = new double[2];
    int count = 0;
    int[] labels = result.data().trainLabels().orElseThrow();
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == k) {
        sum[0] += result.data().train().get(row, 0);
        sum[1] += result.data().train().get(row, 1);
        count++;
      }
    }
    return new double[] {sum[0] / count, sum[1] / count};
  }

  @Test
  void theCommandSamplesAClass() {
    Path out = scratch.resolve("threes.npy");
    String run = scratch.resolve("run").toString();
    assertThat(Console.of("sample", run, "-n", "5", "--class", "3", "--out", out.toString()).code())
        .isZero();
    assertThat(out).isNotEmptyFile();
    for (String wrong : List.of("8", "-1", "three")) {
      Console said =
          Console.of(
              "sample", run, "-n", "5", "--class", wrong, "--force", "--out", out.toString());
      assertThat(said.code()).isNotZero();
      assertThat(said.err()).contains("class");
    }
  }

  @Test
  void whatCannotBeConditionedIsRefusedBeforeItIsTrained() {
    Failures.assertRefuses(
        () -> run("condition=labels", "data.source=checkerboard"),
        "data with labels",
        "checkerboard");
    Failures.assertRefuses(
        () ->
            KOOPFLOW.run(
                new ExperimentReader(KOOPFLOW.plugins())
                    .preset("eight-gaussians", "condition=labels", "teacher.type=analytic")),
        "'analytic' knows no condition");
    Failures.assertRefuses(
        () -> Small.experiment(KOOPFLOW, "data.unlabelled=0.2"), "must be labels", "0.2");
    Failures.assertRefuses(
        () -> Small.experiment(KOOPFLOW, "condition=labels", "data.unlabelled=1"),
        "share in [0, 1)");
  }

  /** A folder must not say two things. */
  @Test
  void aModelTrainedFurtherKeepsItsCondition() throws java.io.IOException {
    RunFolder folders = new RunFolder(KOOPFLOW.plugins());
    Failures.assertRefuses(
        () ->
            KOOPFLOW.resume(
                model,
                folders.experiment(scratch.resolve("run"), "condition=none", "data.unlabelled=0"),
                org.koopflow.api.Progress.SILENT),
        "keeps its");
    Path copy = scratch.resolve("copy");
    folders.write(copy, result, Map.of());
    Path yaml = copy.resolve("experiment.yaml");
    java.nio.file.Files.writeString(
        yaml,
        java.nio.file.Files.readString(yaml)
            .replace("condition: labels", "condition: none")
            .replace("unlabelled: 0.1", "unlabelled: 0.0"));
    Failures.assertFails(
        () -> folders.read(copy), "condition none", "under a condition of 9", "provenance.json");
  }
}
