package org.koopflow.core.evaluation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.MetricTools;
import org.koopflow.api.metric.Metrics;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.training.TrainingLoop;

/** Makes metrics by name, in an open backend. */
public final class MetricMaker implements Metrics {
  private final Plugins plugins;
  private final Set<MetricNeed> offered;
  private final MetricTools tools;

  /**
   * Prepares the making.
   *
   * @param plugins know the metrics
   * @param backend what metrics evaluate in; stays the caller's
   * @param offered what there is to measure on, but for what the backend can do
   * @param progress may stop what a metric trains
   */
  public MetricMaker(Plugins plugins, Backend backend, Set<MetricNeed> offered, Progress progress) {
    this.plugins = plugins;
    this.offered = with(offered, backend);
    this.tools =
        new MetricTools(
            backend,
            new TrainingLoop(plugins, stoppable(progress), row -> {}),
            plugins.networks(),
            this);
  }

  /**
   * Adds what a backend can do.
   *
   * @param offered what there is else
   * @param backend the backend
   * @return all of it
   */
  public static Set<MetricNeed> with(Set<MetricNeed> offered, Backend backend) {
    Set<MetricNeed> all = EnumSet.noneOf(MetricNeed.class);
    all.addAll(offered);
    if (backend.capabilities().contains(Capability.GRADIENTS)) {
      all.add(MetricNeed.GRADIENTS);
    }
    return all;
  }

  /** Shows nothing, but lets a training be stopped like the rest. */
  private static Progress stoppable(Progress progress) {
    return new Progress() {
      @Override
      public boolean cancelled() {
        return progress.cancelled();
      }
    };
  }

  /**
   * What a metric is made for.
   *
   * @param data all the data
   * @param real rows to compare samples with
   * @param random streams of the metric's own
   * @return the context
   */
  public MetricContext context(Dataset data, SampleSet real, RandomStreams random) {
    return new MetricContext(data, real, tools, random);
  }

  /**
   * Which of some metrics can be made with what there is. One that is not installed here, as a run
   * from elsewhere may name it, is not.
   *
   * @param chosen the metrics
   * @return the others left out, in the same order
   */
  public List<Selection<MetricProvider<?>>> served(Selections<MetricProvider<?>> chosen) {
    Set<String> installed = plugins.of(MetricProvider.class).all().keySet();
    return chosen.chosen().values().stream()
        .filter(selection -> installed.contains(selection.type()))
        .filter(selection -> lacking(plugins, selection, offered).isEmpty())
        .toList();
  }

  @Override
  public Metric create(Selection<MetricProvider<?>> selection, MetricContext context) {
    Set<MetricNeed> lacking = lacking(plugins, selection, offered);
    if (!lacking.isEmpty()) {
      throw new SpecificationException(
          "metric '"
              + selection.type()
              + "' needs "
              + lacking.stream()
                  .map(need -> need.words() + " (" + need.lacking() + ")")
                  .collect(Collectors.joining(" and ")));
    }
    return plugins.create(MetricProvider.class, selection, context);
  }

  /**
   * What a metric needs and is not there.
   *
   * @param plugins know the metric
   * @param selection the metric
   * @param offered what there is to measure on
   * @return needs, in their order
   */
  public static Set<MetricNeed> lacking(
      Plugins plugins, Selection<MetricProvider<?>> selection, Set<MetricNeed> offered) {
    Set<MetricNeed> lacking = EnumSet.noneOf(MetricNeed.class);
    lacking.addAll(
        plugins.with(
            MetricProvider.class,
            selection,
            (MetricProvider<Record> provider, Record settings) -> provider.needs(settings)));
    lacking.removeAll(offered);
    return lacking;
  }
}
