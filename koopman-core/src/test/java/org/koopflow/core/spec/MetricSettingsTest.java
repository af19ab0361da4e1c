package org.koopflow.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Selection;
import org.koopflow.core.plugin.Fakes;
import org.koopflow.core.plugin.Plugins;

/** Metrics in a specification, and the keys some of them had before they were plug-ins. */
class MetricSettingsTest {
  private final Plugins plugins = Fakes.builder().build();
  private final ExperimentReader reader = new ExperimentReader(plugins);

  private Experiment read(String yaml, String... overrides) {
    return reader.text("s.yaml", yaml, overrides);
  }

  @Test
  void howMetricsMeasureIsSaidByThem() {
    Experiment experiment =
        read(
            "evaluation: {directions: 20, energySamples: 90, speedBatch: 0, speedRepeats: 2}",
            "evaluation.directions=30");
    assertThat(metric(experiment, "sliced-wasserstein")).isEqualTo(Map.of("directions", 30));
    assertThat(metric(experiment, "energy")).isEqualTo(Map.of("samples", 90));
    assertThat(metric(experiment, "throughput")).isEqualTo(Map.of("batch", 0, "repeats", 2));
    assertThat(read("evaluation: {metrics: {energy: 90}}", "evaluation.energySamples=70"))
        .isEqualTo(read("evaluation: {energySamples: 70}"));
    assertThatThrownBy(() -> read("evaluation: {speedBatch: -1}"))
        .hasMessageStartingWith("s.yaml:1:26: ")
        .hasMessageContaining("batch must be between 0 and 10000000, got -1");
    assertThatThrownBy(
            () -> read("evaluation: {energySamples: 70, metrics: {energy: {samples: 70}}}"))
        .hasMessageContaining(
            "'evaluation.energySamples' is written a second time as"
                + " 'evaluation.metrics.energy.samples'");
  }

  @Test
  void theTeachersSolverKeepsTheToleranceOfTheEvaluation() {
    EvaluationSettings evaluation = read("evaluation: {tolerance: 0.003}").evaluation();
    assertThat(evaluation.solver())
        .isEqualTo(new Selection<>("dopri5", Map.of("rtol", 0.003, "atol", 0.003)));
  }

  private static Map<String, Object> metric(Experiment experiment, String name) {
    return experiment.evaluation().metrics().chosen().get(name).settings();
  }

  @Test
  void aRunIsReadWithoutTheMetricsItDoesNotNeed() {
    String yaml = "evaluation: {metrics: {theirs: {k: 3, m: 5}, other: 4, frechet: false}}";
    Experiment experiment = reader.ofRun(false).text("s.yaml", yaml);
    assertThat(metric(experiment, "theirs")).isEqualTo(Map.of("k", "3", "m", "5"));
    assertThat(experiment.evaluation().metrics().chosen()).containsKey("other");
    assertThat(experiment.evaluation().metrics().leftOut()).containsExactly("frechet");
    assertThat(reader.ofRun(false).text("s", new ExperimentWriter(plugins).yaml(experiment)))
        .isEqualTo(experiment);
    assertThatThrownBy(() -> read(yaml)).hasMessageContaining("unknown metric 'theirs'");
  }

  /** A resolved specification of the last version, whose runs are of the first format. */
  @Test
  void aSpecificationThatWasResolvedBeforeMeansTheSame() {
    String before =
        "evaluation:\n  samples: 500\n  directions: 20\n  energySamples: 200\n"
            + "  pathTimes: [0.5]\n  eulerSteps: [1]\n  speedBatch: 0\n  speedRepeats: 5\n"
            + "  tolerance: 1.0e-5\n  spectrum: 500\n";
    Experiment experiment = reader.ofRun(true).text("s.yaml", before);
    assertThat(experiment).isEqualTo(read(before));
    assertThat(metric(experiment, "sliced-wasserstein")).isEqualTo(Map.of("directions", 20));
    assertThat(metric(experiment, "throughput")).isEqualTo(Map.of("batch", 0, "repeats", 5));
    assertThat(reader.text("s", new ExperimentWriter(plugins).yaml(experiment)))
        .isEqualTo(experiment);
  }

  @Test
  void metricsAreWrittenInTheOrderOfTheFigures() {
    assertThat(new ExperimentWriter(plugins).yaml(read("evaluation: {metrics: {energy: false}}")))
        .containsSubsequence(
            "  metrics:\n",
            "    sliced-wasserstein: 200\n",
            "    frechet: true\n",
            "    throughput:\n      batch: 10000\n      repeats: 5\n",
            "    relative-residual: true\n",
            "    energy: false\n");
  }
}
