package org.koopflow.parts.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.FlowTime;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.Trajectories;
import org.koopflow.numerics.distance.MeanSquaredError;

/** Mean squared distance of the student's trajectories from the teacher's, by time. */
public final class PathErrorMetric implements MetricProvider<NoSettings> {
  private static final Figure FIGURE =
      Figure.of("pathMse", "path MSE to the teacher", Better.LOWER)
          .in("squared unit of the flow's coordinates")
          .under("path MSE");

  /** Creates the provider. */
  public PathErrorMetric() {}

  @Override
  public String name() {
    return "path-mse";
  }

  @Override
  public String summary() {
    return "mean squared distance from the teacher's trajectories on the way";
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
    return (ModelMetric) model -> Measured.of(FIGURE.key(), byTime(model));
  }

  private static Map<String, Object> byTime(JudgedModel model) {
    Trajectories all = model.heldOut();
    double[] times = all.taught().times();
    Map<String, Object> path = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      if (times[i] != FlowTime.DATA) {
        path.put(
            name(times[i], model.times()),
            new MeanSquaredError()
                .between(all.learned().states().get(i), all.taught().states().get(i)));
      }
    }
    return path;
  }

  /** A time as it was asked for; thirds and the like would fill the table with digits. */
  private static String name(double time, List<Double> wanted) {
    return Double.toString(wanted.contains(time) ? time : Math.round(time * 1e6) / 1e6);
  }
}
