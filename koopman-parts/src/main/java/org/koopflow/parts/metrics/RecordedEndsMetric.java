package org.koopflow.parts.metrics;

import java.util.List;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;

/**
 * The error at the ends of recorded trajectories: on those the student was trained on, and on those
 * held back beside the variance of their ends.
 */
public final class RecordedEndsMetric implements MetricProvider<NoSettings> {
  private static final String SQUARED = "squared unit of the flow's coordinates";

  private static final Figure TRAINING =
      Figure.of("endMseTraining", "end MSE on training trajectories", Better.LOWER).in(SQUARED);

  private static final Figure VARIANCE =
      Figure.of("endVariance", "variance of the data", Better.NEITHER).in(SQUARED);

  private static final Figure RATIO =
      Figure.of("endMseOverVariance", "end MSE over the data's variance", Better.LOWER);

  /** Creates the provider. */
  public RecordedEndsMetric() {}

  @Override
  public String name() {
    return "recorded-ends";
  }

  @Override
  public String summary() {
    return "the end MSE on training trajectories and beside the variance, if they are recorded";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public List<Figure> figures() {
    return List.of(TRAINING, VARIANCE, RATIO);
  }

  @Override
  public Set<MetricNeed> needs(NoSettings settings) {
    return Set.of(MetricNeed.TRAINING_TRAJECTORIES);
  }

  @Override
  public boolean dispensable() {
    return true;
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    return (ModelMetric)
        model -> {
          double variance = variance(model.heldOut().taught().last());
          return Measured.of(TRAINING.key(), EndErrorMetric.of(model.training().orElseThrow()))
              .and(VARIANCE.key(), variance)
              .and(RATIO.key(), EndErrorMetric.of(model.heldOut()) / variance);
        };
  }

  /** Mean over the coordinates of the variance over the rows, with their number as divisor. */
  private static double variance(Batch rows) {
    double[] values = rows.doubles();
    int d = rows.columns();
    double sum = 0;
    for (int j = 0; j < d; j++) {
      double mean = 0;
      for (int i = j; i < values.length; i += d) {
        mean += values[i] / rows.rows();
      }
      for (int i = j; i < values.length; i += d) {
        sum += (values[i] - mean) * (values[i] - mean);
      }
    }
    return sum / values.length;
  }
}
