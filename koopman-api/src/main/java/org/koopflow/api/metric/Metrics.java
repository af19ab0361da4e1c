package org.koopflow.api.metric;

import org.koopflow.api.Selection;

/** Makes metrics by name, for one that is built on another, such as the spread of its figures. */
@FunctionalInterface
public interface Metrics {
  /**
   * Makes the selected metric.
   *
   * @param selection which, with its settings
   * @param context what it is made for
   * @return the metric, to be closed by the caller
   * @throws org.koopflow.api.SpecificationException if the selection is not known or not valid, or
   *     the metric needs what is not there
   */
  Metric create(Selection<MetricProvider<?>> selection, MetricContext context);
}
