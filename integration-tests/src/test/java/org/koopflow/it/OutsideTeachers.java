package org.koopflow.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.numerics.file.Npy;

/** The flow from N(0, I) to N(0, I / 4) as other programs would hand it over. */
final class OutsideTeachers {
  private OutsideTeachers() {}

  /** {@code x_t / x_0} on every trajectory. */
  static double scale(double t) {
    return Math.sqrt((1 - t) * (1 - t) + t * t / 4);
  }

  /** Records trajectories at equally spaced times. */
  static Path record(Path file, int times, int count) {
    float[] x0 = RandomStreams.normal(count, 2, new RandomStreams(8).stream("x0")).floats();
    float[] states = new float[times * x0.length];
    for (int k = 0; k < times; k++) {
      for (int i = 0; i < x0.length; i++) {
        states[k * x0.length + i] = (float) (scale((double) k / (times - 1)) * x0[i]);
      }
    }
    Npy.write(file, Batch.of(1, states.length, states), List.of(times, count, 2));
    return file;
  }

  /** The velocity field as TorchScript. */
  static Path script(Path file) throws IOException {
    try (InputStream in = OutsideTeachers.class.getResourceAsStream("field.pt")) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  /** Enough training for the flow, which is linear in x, to be learned; then a test's own. */
  static String[] trained(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "lifting.dimension=8",
                "lifting.network.width=32",
                "training.batchSize=128",
                "training.averaging=0.99",
                "training.learningRate=5e-3",
                "objective.consistency=1"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** A small experiment on a file of either kind. */
  static Experiment experiment(Koopflow koopflow, String teacher, Path file, String... more) {
    List<String> overrides = new ArrayList<>(List.of(Small.overrides()));
    overrides.removeIf(override -> override.startsWith("teacher."));
    overrides.add("teacher.type=" + teacher);
    overrides.add("teacher.file=" + file);
    overrides.addAll(List.of(more));
    return new ExperimentReader(koopflow.plugins())
        .preset("eight-gaussians", overrides.toArray(String[]::new));
  }
}
