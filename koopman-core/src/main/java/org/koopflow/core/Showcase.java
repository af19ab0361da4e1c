package org.koopflow.core;

import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.core.flow.Material;
import org.koopflow.core.flow.Taught;
import org.koopflow.core.flow.TeacherFlow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * What there is to look at of a model: samples and trajectories beside those of its teacher.
 *
 * @param plugins make the solver
 * @param open the model
 * @param material what it was trained on
 */
record Showcase(Plugins plugins, OpenModel open, Material material) {
  private static final int SHOWN_SAMPLES = 10_000;
  private static final int SHOWN_TRAJECTORIES = 64;
  private static final int SHOWN_TIMES = 21;

  /** Draws and follows it. */
  RunResult.Showing show() {
    Experiment experiment = open.model().experiment();
    TeacherFlow flow =
        material.flow(
            plugins,
            open.fittedTeacher(),
            open.model().transform(),
            Material.Side.HELD_OUT,
            experiment.training().pool().solver(),
            Optional.empty());
    // The noise a user gets who samples with the experiment's seed.
    Taught few =
        flow.follow(
            SHOWN_TRAJECTORIES, flow.times(SHOWN_TIMES), OpenModel.sampled(experiment.seed()));
    Batch starts = flow.starts(SHOWN_SAMPLES, OpenModel.sampled(experiment.seed()));
    var linear = open.sampler(Selection.of("koopman"));
    return new RunResult.Showing(
        open.toData(open.sampler().sample(starts)),
        flow.sampler()
            .map(solver -> open.toData(solver.sample(starts)))
            .orElseGet(() -> Batch.zeros(0, open.model().transform().dataDimension())),
        few.trajectory().map(open::toData),
        linear.sample(few.starts(), few.trajectory().times()).map(open::toData),
        open.flow().generator());
  }
}
