package org.koopflow.parts.metrics;

import java.util.List;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.Trajectories;

/** How often a network is evaluated for a sample, by the teacher's solver and by the student. */
public final class EvaluationsMetric implements MetricProvider<NoSettings> {
  private static final Figure FIGURE =
      Figure.of("nfe", "network evaluations per sample", Better.LOWER).under("NFE").asHeadline();

  /** Creates the provider. */
  public EvaluationsMetric() {}

  @Override
  public String name() {
    return "nfe";
  }

  @Override
  public String summary() {
    return "network evaluations per sample";
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
    return (ModelMetric)
        model -> {
          Trajectories all = model.heldOut();
          Measured found = Measured.NOTHING.ofStudent(FIGURE.key(), all.oneStep().evaluations());
          return all.evaluations().isPresent()
              ? found.ofTeacher(FIGURE.key(), all.evaluations().getAsInt())
              : found.without("nfe of the teacher", MetricNeed.VELOCITY);
        };
  }
}
