package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.testkit.MetricContract;

class OutsideBoxTest implements MetricContract<OutsideBoxProvider.Settings> {
  @Override
  public OutsideBoxProvider provider() {
    return new OutsideBoxProvider();
  }

  @Override
  public Map<String, Double> best() {
    return Map.of("outsideBox", 0.0);
  }

  @Nested
  class WithAMargin implements MetricContract<OutsideBoxProvider.Settings> {
    @Override
    public OutsideBoxProvider provider() {
      return new OutsideBoxProvider();
    }

    @Override
    public OutsideBoxProvider.Settings settings() {
      return new OutsideBoxProvider.Settings(0.01);
    }

    @Override
    public Map<String, Double> best() {
      return Map.of("outsideBox", 0.0);
    }
  }

  private static double share(double margin, Batch samples) {
    Batch real = Batch.of(3, 2, 0, 0, 1, 4, 2, 1);
    try (Metric metric =
        new OutsideBoxProvider()
            .create(
                new OutsideBoxProvider.Settings(margin),
                new MetricContext(
                    Dataset.of("corners", real, real),
                    SampleSet.of(real),
                    null,
                    new RandomStreams(1)))) {
      return (double) ((SampleMetric) metric).of(SampleSet.of(samples)).get("outsideBox");
    }
  }

  @Test
  void theBoxIsThatOfTheRealRows() {
    Batch samples = Batch.of(4, 2, 2, 4, 1, 2, 2.1f, 2, 1, -0.3f);
    assertThat(share(0, samples)).isEqualTo(0.5);
    // A tenth of the widths 2 and 4 on each side.
    assertThat(share(0.1, samples)).isZero();
    assertThat(share(0.06, samples)).isEqualTo(0.25);
  }

  @Test
  void aMarginBelowZeroIsRefused() {
    assertThatThrownBy(() -> new OutsideBoxProvider.Settings(-1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("margin must not be negative");
  }
}
