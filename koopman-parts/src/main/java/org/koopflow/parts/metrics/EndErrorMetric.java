package org.koopflow.parts.metrics;

import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.numerics.distance.MeanSquaredError;

/** Mean squared distance of the student's samples from the teacher's from the same noise. */
public final class EndErrorMetric implements MetricProvider<NoSettings> {
  private static final Figure FIGURE =
      Figure.of("endMse", "end MSE to the teacher", Better.LOWER)
          .in("squared unit of the flow's coordinates")
          .under("end MSE")
          .asHeadline();

  /** Creates the provider. */
  public EndErrorMetric() {}

  @Override
  public String name() {
    return "end-mse";
  }

  @Override
  public String summary() {
    return "mean squared distance from the teacher's samples from the same noise";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    return (ModelMetric) model -> Measured.of(FIGURE.key(), of(model.heldOut()));
  }

  /** The error of one step at the end. */
  static double of(Trajectories trajectories) {
    return new MeanSquaredError()
        .between(trajectories.oneStep().last(), trajectories.taught().last());
  }
}
