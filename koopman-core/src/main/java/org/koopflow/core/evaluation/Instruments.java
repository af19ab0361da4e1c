package org.koopflow.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;

/** The metrics of one evaluation, in the order they are asked in, closed together. */
final class Instruments implements AutoCloseable {
  private final List<Metric> metrics = new ArrayList<>();

  void add(Metric metric) {
    metrics.add(metric);
  }

  List<Metric> all() {
    return List.copyOf(metrics);
  }

  /** What all that can be said of a set of samples comes to. */
  Map<String, Object> of(SampleSet samples) {
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      if (metric instanceof SampleMetric distance) {
        figures.putAll(distance.of(samples));
      }
    }
    return figures;
  }

  @Override
  public void close() {
    metrics.forEach(Metric::close);
  }
}
