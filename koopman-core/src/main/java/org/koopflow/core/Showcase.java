package org.koopflow.core;

import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.Experiment;

/**
 * What there is to look at of a model: samples and trajectories beside those of its teacher.
 *
 * @param open the model
 * @param material what it was trained on
 */
record Showcase(OpenModel open, Material material) {
  private static final int SHOWN_SAMPLES = 10_000;
  private static final int SHOWN_TRAJECTORIES = 64;
  private static final int SHOWN_TIMES = 21;

  RunResult.Showing show() {
    return material
        .recording(open.model().transform())
        .map(this::showRecorded)
        .orElseGet(this::showSolved);
  }

  /** Held-out trajectories beside those of the student; their ends are the data already shown. */
  private RunResult.Showing showRecorded(Recording shown) {
    Recording.Part test = shown.test();
    int rows = test.starts().rows();
    int few = Math.min(SHOWN_TRAJECTORIES, rows);
    Trajectory recorded =
        new Trajectory(shown.times(), test.states().stream().map(b -> b.rows(0, few)).toList(), 0);
    var linear = open.sampler(Selection.of("koopman"));
    return new RunResult.Showing(
        open.toData(open.sampler().sample(test.starts().rows(0, Math.min(SHOWN_SAMPLES, rows)))),
        Batch.zeros(0, open.model().transform().dataDimension()),
        toData(recorded),
        toData(linear.sample(test.starts().rows(0, few), shown.times())),
        open.flow().generator());
  }

  private RunResult.Showing showSolved() {
    Experiment experiment = open.model().experiment();
    Batch noise = open.noise(SHOWN_SAMPLES, experiment.seed());
    Batch few = noise.rows(0, SHOWN_TRAJECTORIES);
    double[] times = new double[SHOWN_TIMES];
    for (int i = 0; i < SHOWN_TIMES; i++) {
      times[i] = (double) i / (SHOWN_TIMES - 1);
    }
    var solver = open.sampler(experiment.training().pool().solver());
    var linear = open.sampler(Selection.of("koopman"));
    return new RunResult.Showing(
        open.toData(open.sampler().sample(noise)),
        open.toData(solver.sample(noise)),
        toData(solver.sample(few, times)),
        toData(linear.sample(few, times)),
        open.flow().generator());
  }

  private Trajectory toData(Trajectory trajectory) {
    return new Trajectory(
        trajectory.times(),
        trajectory.states().stream().map(open::toData).toList(),
        trajectory.evaluations());
  }
}
