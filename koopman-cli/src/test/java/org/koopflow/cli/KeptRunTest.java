package org.koopflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Progress;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.parts.transform.NoneProvider;
import org.koopflow.spectral.model.findings.SpectralFindings;

class KeptRunTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final KoopflowCommand root =
      new KoopflowCommand(
          new PrintStream(said, true, StandardCharsets.UTF_8),
          new PrintStream(said, true, StandardCharsets.UTF_8));

  /** A run on a backend that is not there any more. */
  private static RunResult orphan(boolean completed) {
    Experiment experiment = Experiment.DEFAULT.withBackend("vanished");
    Batch rows = Batch.of(2, 2, 0, 1, 2, 3);
    FittedWeights none = new FittedWeights(Weights.EMPTY, Weights.EMPTY);
    return new RunResult(
        new TrainedModel(
            experiment,
            new NoneProvider().create(new NoSettings(), new TransformContext(rows)),
            Domain.of(Space.of(2)),
            none,
            Optional.of(none)),
        Dataset.of("rows", rows, rows),
        Map.of("endMse", 0.5),
        List.of(),
        Map.of(),
        Optional.empty(),
        completed);
  }

  @Test
  void anAnalysisThatFailsIsToldAndLosesNothing() {
    SpectralFindings findings =
        new KeptRun(root, Koopflow.create()).findings(orphan(true), Progress.SILENT);

    assertThat(findings.metrics()).isEmpty();
    assertThat(findings.missing()).singleElement().asString().contains("it failed: ", "vanished");
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("koopflow: the spectral analysis failed: ")
        .contains("vanished")
        .hasLineCount(1);
  }

  @Test
  void aRunThatWasStoppedIsNotMeasured() {
    SpectralFindings findings =
        new KeptRun(root, Koopflow.create()).findings(orphan(false), Progress.SILENT);

    assertThat(findings.missing())
        .containsExactly("the spectral analysis: the run did not come to its end");
    assertThat(said.size()).isZero();
  }
}
