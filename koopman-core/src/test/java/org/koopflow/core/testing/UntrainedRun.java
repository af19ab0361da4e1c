package org.koopflow.core.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.parts.transform.NoneProvider;

/** A run whose models have no weights, on a backend that is not there; enough to be written. */
public final class UntrainedRun {
  private UntrainedRun() {}

  /** One that came to its end, told apart by a figure. */
  public static RunResult of(double figure) {
    return of(figure, true, Map.of("seed", 1));
  }

  /** One with a provenance of its own. */
  public static RunResult of(double figure, boolean completed, Map<String, Object> provenance) {
    Batch rows = Batch.of(2, 2, 0, 1, 2, 3);
    FittedWeights none = new FittedWeights(Weights.EMPTY, Weights.EMPTY);
    return new RunResult(
        new TrainedModel(
            Experiment.DEFAULT.withBackend("vanished"),
            new NoneProvider().create(new NoSettings(), new TransformContext(rows)),
            Domain.of(Space.of(2)),
            none,
            Optional.of(none)),
        Dataset.of("rows", rows, rows),
        Map.of("endMse", figure),
        List.of(),
        provenance,
        Optional.empty(),
        completed);
  }
}
