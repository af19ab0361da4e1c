package org.koopflow.parts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;

class ClassMetricsTest {
  /** Two classes on the line, at 0 and at 10. */
  private static final Batch REAL = Batch.of(4, 1, 0, 1, 10, 11);

  private static final int[] LABELS = {0, 0, 1, 1};

  private static Map<String, Object> distances(Batch samples, int... labels) {
    Dataset data =
        new Dataset("line", REAL, REAL, Optional.of(LABELS), Optional.of(LABELS), Optional.empty());
    SampleMetric metric =
        (SampleMetric)
            new ClassDistanceMetric()
                .create(
                    new SlicedWassersteinMetric.Settings(3),
                    new MetricContext(
                        data,
                        new SampleSet(REAL, Optional.of(LABELS)),
                        null,
                        new RandomStreams(1)));
    return metric.of(new SampleSet(samples, Optional.of(labels)));
  }

  @Test
  void aShiftInsideAClassIsItsDistance() {
    Map<String, Object> found = distances(Batch.of(4, 1, 2, 3, 10, 11), LABELS);
    assertThat((double) found.get("classSlicedWasserstein")).isCloseTo(1, within(1e-6));
    assertThat((double) found.get("worstClassSlicedWasserstein")).isCloseTo(2, within(1e-6));
  }

  /** Together the samples are right to the last, and each class is wrong. */
  @Test
  void exchangedClassesAreSeen() {
    Map<String, Object> found = distances(REAL, 1, 1, 0, 0);
    assertThat((double) found.get("classSlicedWasserstein")).isCloseTo(10, within(1e-6));
  }

  @Test
  void samplesWithoutALabelCountForNone() {
    Map<String, Object> found = distances(Batch.of(5, 1, 0, 1, 10, 11, 99), 0, 0, 1, 1, -1);
    assertThat((double) found.get("worstClassSlicedWasserstein")).isCloseTo(0, within(1e-6));
  }

  @Test
  void aClassNobodySampledIsAnError() {
    assertThatThrownBy(() -> distances(REAL, 0, 0, 0, 0))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("no sample of class 1");
  }

  @Test
  void accuracyCountsRowsThatHaveAClassAlone() {
    Batch logits = Batch.of(4, 2, 1, 0, 0, 1, 1, 0, 0, 1);
    assertThat(FeatureClassifier.accuracyOf(logits, new int[] {0, 1, 1, -1}))
        .isCloseTo(2.0 / 3, within(1e-15));
    assertThatThrownBy(() -> FeatureClassifier.accuracyOf(logits, new int[] {-1, -1, -1, -1}))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("none of 4 rows has a class to judge it by");
  }
}
