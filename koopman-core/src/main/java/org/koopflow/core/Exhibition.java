package org.koopflow.core;

import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.teacher.Recording;
import org.koopflow.core.model.OpenModel;

/**
 * Picks what is to be shown of a model.
 *
 * @param open the model
 * @param material what it was trained on
 */
record Exhibition(OpenModel open, Material material) {
  private static final int SAMPLES = 10_000;
  private static final int TRAJECTORIES = 64;
  private static final int TIMES = 21;

  /** Samples and trajectories, which depend on the experiment's seed alone. */
  RunResult.Showing show() {
    return material.recording(open.model().transform()).map(this::recorded).orElseGet(this::solved);
  }

  /** Held-out trajectories beside those of the student; their ends are the data already shown. */
  private RunResult.Showing recorded(Recording shown) {
    Recording.Part test = shown.test();
    int rows = test.starts().rows();
    int few = Math.min(TRAJECTORIES, rows);
    Trajectory recorded =
        new Trajectory(shown.times(), test.states().stream().map(b -> b.rows(0, few)).toList(), 0);
    var linear = open.sampler(Selection.of("koopman"));
    return new RunResult.Showing(
        open.toData(open.sampler().sample(test.starts().rows(0, Math.min(SAMPLES, rows)))),
        Batch.zeros(0, open.model().transform().dataDimension()),
        toData(recorded),
        toData(linear.sample(test.starts().rows(0, few), shown.times())),
        open.flow().generator());
  }

  private RunResult.Showing solved() {
    Batch noise = open.noise(SAMPLES, open.model().experiment().seed());
    Batch few = noise.rows(0, TRAJECTORIES);
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      times[i] = (double) i / (TIMES - 1);
    }
    var solver = open.sampler(open.model().experiment().training().pool().solver());
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
