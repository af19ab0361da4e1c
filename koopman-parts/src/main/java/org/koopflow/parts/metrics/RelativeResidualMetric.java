package org.koopflow.parts.metrics;

import java.util.List;
import java.util.Set;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Linearity;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;

/**
 * How far the learned coordinates are from moving linearly: {@code E |Lie_v g - L Phi|^2 / E |Lie_v
 * g|^2}, over points of the teacher's path. 0 is exactly linear, 1 no better than standing still.
 */
public final class RelativeResidualMetric implements MetricProvider<NoSettings> {
  private static final Figure FIGURE =
      Figure.of("relativeResidual", "relative residual", Better.LOWER)
          .under("residual")
          .asHeadline();

  /** Creates the provider. */
  public RelativeResidualMetric() {}

  @Override
  public String name() {
    return "relative-residual";
  }

  @Override
  public String summary() {
    return "how far the learned coordinates are from moving linearly";
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
  public Set<MetricNeed> needs(NoSettings settings) {
    return Set.of(MetricNeed.PATH_VELOCITIES);
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    return (ModelMetric) model -> Measured.of(FIGURE.key(), ratio(model));
  }

  private static double ratio(JudgedModel model) {
    int count = model.heldOut().starts().rows();
    Linearity moved = model.linearity(model.points(count));
    double[] lie = moved.lie().doubles();
    double[] linear = moved.linear().doubles();
    double residual = 0;
    double size = 0;
    for (int i = 0; i < lie.length; i++) {
      residual += (lie[i] - linear[i]) * (lie[i] - linear[i]);
      size += lie[i] * lie[i];
    }
    return residual / size;
  }
}
