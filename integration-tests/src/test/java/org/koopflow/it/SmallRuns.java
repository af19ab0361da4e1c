package org.koopflow.it;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** Experiments of a few seconds. */
final class SmallRuns {
  private static final List<String> SMALL =
      List.of(
          "data.samples=2000",
          "data.testSamples=500",
          "teacher.network.width=32",
          "teacher.network.depth=2",
          "teacher.training.steps=40",
          "teacher.training.batchSize=64",
          "lifting.dimension=8",
          "lifting.network.width=16",
          "lifting.network.blocks=1",
          "training.steps=40",
          "training.batchSize=32",
          "training.pool.size=512",
          "training.pool.blockSize=256",
          "evaluation.samples=500",
          "evaluation.energySamples=100",
          "evaluation.speedBatch=0");

  private SmallRuns() {}

  static Experiment experiment(Koopflow koopflow, String... overrides) {
    return new ExperimentReader(koopflow.plugins()).preset("eight-gaussians", with(overrides));
  }

  static String[] with(String... overrides) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(List.of(overrides));
    return all.toArray(String[]::new);
  }
}
