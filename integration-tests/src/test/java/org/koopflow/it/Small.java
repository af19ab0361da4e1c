package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Progress;
import org.koopflow.core.Koopflow;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** Experiments of a second or two, too short to learn anything. */
final class Small {
  private Small() {}

  private static final List<String> OVERRIDES =
      List.of(
          "data.samples=2000",
          "data.testSamples=600",
          "teacher.network.width=16",
          "teacher.network.depth=2",
          "teacher.training.steps=40",
          "teacher.training.batchSize=64",
          "teacher.training.warmup=5",
          "lifting.dimension=6",
          "lifting.network.width=16",
          "lifting.network.blocks=1",
          "training.steps=40",
          "training.batchSize=32",
          "training.warmup=5",
          "training.pool.size=256",
          "training.pool.blockSize=64",
          "training.pool.times=3",
          "evaluation.samples=500",
          "evaluation.energySamples=200",
          "evaluation.directions=20",
          "evaluation.eulerSteps=[1, 2]",
          "evaluation.speedBatch=0");

  /** Small sizes, then what a test wants of its own; files have the rows they have. */
  static String[] overrides(String... more) {
    List<String> all = new ArrayList<>(OVERRIDES);
    if (List.of(more).contains("data.source=idx")) {
      all.removeIf(override -> override.matches("data\\.(samples|testSamples)=.*"));
    } else if (List.of(more).contains("data.source=csv")) {
      all.removeIf(override -> override.startsWith("data.samples="));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Eight gaussians in small. */
  static Experiment experiment(Koopflow koopflow, String... more) {
    return new ExperimentReader(koopflow.plugins()).preset("eight-gaussians", overrides(more));
  }

  /** Provenance without when and where. */
  static Map<String, Object> repeatable(Map<String, Object> provenance) {
    Map<String, Object> rest = new LinkedHashMap<>(provenance);
    assertThat(rest.remove("made")).isNotNull();
    return rest;
  }

  /** Remembers the stages begun, and stops the work once a stage has got so far. */
  static final class Stopper implements Progress {
    private final String stage;
    private final long at;
    private final List<String> begun = new ArrayList<>();
    private boolean stopped;

    Stopper(String stage, long at) {
      this.stage = stage;
      this.at = at;
    }

    /** Never stops anything. */
    Stopper() {
      this("", Long.MAX_VALUE);
    }

    List<String> begun() {
      return begun;
    }

    @Override
    public void begin(String name, long total) {
      begun.add(name);
    }

    @Override
    public void update(long done, Map<String, Double> values) {
      stopped |= begun.get(begun.size() - 1).equals(stage) && done >= at;
    }

    @Override
    public boolean cancelled() {
      return stopped;
    }
  }
}
