package org.koopflow.api.metric;

import java.util.List;
import java.util.Set;
import org.koopflow.api.Provider;

/**
 * Makes metrics of one kind. Where only one of its settings is to be written, a specification may
 * write its value alone if it is the first: {@code evaluation: {metrics: {energy: 500}}}.
 *
 * @param <S> its settings
 */
public interface MetricProvider<S extends Record> extends Provider<S, MetricContext, Metric> {
  /**
   * Describes the figures its metrics write: every one they may write and no other. Nobody else
   * keeps a list of them.
   *
   * @return descriptions, in the order of the figures
   */
  List<Figure> figures();

  /**
   * What its metrics need. Where something of it is missing none is made, and the run says so,
   * unless the metric is {@link #dispensable}.
   *
   * @param settings its settings
   * @return what must be there; nothing unless overridden
   */
  default Set<MetricNeed> needs(S settings) {
    return Set.of();
  }

  /**
   * Whether a run that lacks what is needed goes on without a word, since such figures are not
   * missed there.
   *
   * @return false unless overridden
   */
  default boolean dispensable() {
    return false;
  }

  /**
   * Whether its metrics measure time, so that they never find the same again. Where two models are
   * compared figure by figure they are not asked.
   *
   * @return false unless overridden
   */
  default boolean timed() {
    return false;
  }

  /**
   * Makes a metric. What takes long and is needed for every set of samples, such as training a
   * classifier, is done here.
   *
   * @param settings its settings
   * @param context what it is made for
   * @return the metric, to be closed by the caller
   */
  @Override
  Metric create(S settings, MetricContext context);
}
