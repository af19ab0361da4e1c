package org.koopflow.core.judging;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.evaluation.MetricMaker;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * Which of the metrics of an experiment are measured, known before anything is trained.
 *
 * @param served selections whose needs are met, in the order of the specification
 * @param missing what is left out, and for want of what
 */
record MetricPlan(List<Selection<MetricProvider<?>>> served, NotMeasured missing) {
  /** What stands among the figures of a run and is none of a metric. */
  private static final List<String> TAKEN =
      List.of(
          "teacher",
          "student",
          "floor",
          FigureCatalog.FEW_STEPS.key(),
          "notMeasured",
          "teacherFitting",
          "seconds",
          "spectrum");

  /**
   * Makes the plan.
   *
   * @param plugins know the metrics
   * @param experiment chooses them
   * @param offered what there is to measure on
   * @return the plan
   * @throws SpecificationException if another backend would serve a metric that this one does not,
   *     two metrics write figures of one name, or one writes over what is no figure
   */
  static MetricPlan of(Plugins plugins, Experiment experiment, Set<MetricNeed> offered) {
    List<Selection<MetricProvider<?>>> served = new ArrayList<>();
    NotMeasured missing = new NotMeasured();
    Map<String, String> writers = new HashMap<>();
    for (Selection<MetricProvider<?>> selection :
        experiment.evaluation().metrics().chosen().values()) {
      MetricProvider<?> provider = plugins.of(MetricProvider.class).get(selection.type());
      for (Figure figure : provider.figures()) {
        requireFree(figure.key(), selection.type());
        requireSingle(figure.key(), selection.type(), writers.put(figure.key(), selection.type()));
      }
      Set<MetricNeed> lacking = MetricMaker.lacking(plugins, selection, offered);
      if (lacking.isEmpty()) {
        served.add(selection);
      } else if (lacking.equals(EnumSet.of(MetricNeed.GRADIENTS))) {
        throw new SpecificationException(
            "metric '"
                + selection.type()
                + "' trains what it measures by, and backend '"
                + experiment.backend().type()
                + "' has no gradients: evaluate on another, or leave it out by"
                + " evaluation.metrics."
                + selection.type()
                + "=false");
      } else if (!provider.dispensable()) {
        MetricNeed first = lacking.iterator().next();
        provider.figures().forEach(figure -> missing.add(figure.key(), first));
      }
    }
    return new MetricPlan(List.copyOf(served), missing);
  }

  private static void requireFree(String key, String metric) {
    if (TAKEN.contains(key)) {
      throw new SpecificationException(
          "metric '"
              + metric
              + "' writes a figure '"
              + key
              + "', a name that metrics.json has for something else ("
              + String.join(", ", TAKEN)
              + "): leave it out by evaluation.metrics."
              + metric
              + "=false");
    }
  }

  private static void requireSingle(String key, String metric, String other) {
    if (other != null && !other.equals(metric)) {
      throw new SpecificationException(
          "metrics '"
              + other
              + "' and '"
              + metric
              + "' both write the figure '"
              + key
              + "': leave one of them out by evaluation.metrics."
              + metric
              + "=false");
    }
  }
}
