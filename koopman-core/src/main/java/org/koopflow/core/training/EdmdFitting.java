package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Trainer;
import org.koopflow.core.edmd.GeneratorEdmd;
import org.koopflow.core.flow.Points;
import org.koopflow.core.flow.TeacherFlow;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.spec.EdmdSettings;

/** Fits a generator and a linear decoder to points of the teacher's path in closed form. */
final class EdmdFitting {
  private static final int BLOCK = 4096;

  private final KoopmanModel model;
  private final Weights initial;
  private final EdmdSettings settings;
  private final Progress progress;

  EdmdFitting(KoopmanModel model, Weights initial, EdmdSettings settings, Progress progress) {
    this.model = model;
    this.initial = initial;
    this.settings = settings;
    this.progress = progress;
  }

  /** The steps of the result are points; none if the work was cancelled before all were seen. */
  Trainer.Result fit(TeacherFlow flow, RandomGenerator random) {
    GeneratorEdmd edmd = new GeneratorEdmd(model.lifting(), model.liftingWeights(initial));
    int seen = 0;
    progress.begin("student", settings.points());
    try {
      while (seen < settings.points()) {
        if (progress.cancelled()) {
          return new Trainer.Result(initial, initial, 0);
        }
        int rows = Math.min(BLOCK, settings.points() - seen);
        Points points = flow.points(rows, random);
        edmd.add(points.t(), points.x(), points.velocity().orElseThrow(EdmdFitting::still));
        seen += rows;
        progress.update(seen, Map.of());
      }
      GeneratorEdmd.Fit fit = edmd.solve(settings.ridge());
      Weights fitted = put(fit);
      progress.update(seen, Map.of("relativeResidual", fit.relativeResidual()));
      return new Trainer.Result(fitted, fitted, seen);
    } finally {
      progress.end();
    }
  }

  private static SpecificationException still() {
    return new SpecificationException(
        "training.method edmd fits velocities, and the recorded trajectories come without: take"
            + " them from finite differences, or set training.method to gradient");
  }

  /** The weights with generator and decoder replaced by what was found. */
  private Weights put(GeneratorEdmd.Fit fit) {
    Map<String, Batch> values = new LinkedHashMap<>(initial.values());
    values.putAll(model.weightsOf(fit.generator(), fit.readout()).values());
    return new Weights(values);
  }
}
