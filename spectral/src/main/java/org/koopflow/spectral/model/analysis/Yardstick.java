package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.evaluation.MetricMaker;
import org.koopflow.core.spec.EvaluationSettings;
import org.koopflow.spectral.model.SpectralModel;

/**
 * The experiment's own measure of samples, with given rows in place of the data: the first of its
 * metrics that needs nothing but samples and says a number of which one way is better; where it has
 * none, the first of those that are measured by default.
 *
 * @param figure what it says
 * @param metric says it
 */
record Yardstick(Figure figure, SampleMetric metric) implements AutoCloseable {
  /** Made of the rows to compare with, rows as in the data set; to be closed by the caller. */
  static Yardstick of(SpectralModel model, Batch expected, long seed) {
    MetricMaker maker =
        new MetricMaker(model.plugins(), model.model().backend(), Set.of(), Progress.SILENT);
    List<Selection<MetricProvider<?>>> candidates = new ArrayList<>();
    candidates.addAll(maker.served(model.model().model().experiment().evaluation().metrics()));
    candidates.addAll(maker.served(EvaluationSettings.DEFAULT.metrics()));
    for (Selection<MetricProvider<?>> candidate : candidates) {
      MetricProvider<?> provider = model.plugins().of(MetricProvider.class).get(candidate.type());
      if (provider.timed()) {
        continue;
      }
      Metric metric =
          maker.create(
              candidate,
              maker.context(
                  Dataset.of("samples of the whole model", expected, expected),
                  SampleSet.of(expected),
                  new RandomStreams(seed).in(candidate.type())));
      Optional<Figure> figure = Optional.empty();
      try {
        figure = figure(provider.figures(), metric, expected);
      } finally {
        if (figure.isEmpty()) {
          metric.close();
        }
      }
      if (figure.isPresent()) {
        return new Yardstick(figure.get(), (SampleMetric) metric);
      }
    }
    throw new SpecificationException(
        "none of the metrics of this experiment judges samples by a number without needing more"
            + " than samples: choose one under evaluation.metrics");
  }

  private static Optional<Figure> figure(List<Figure> figures, Metric metric, Batch expected) {
    if (!(metric instanceof SampleMetric measure)) {
      return Optional.empty();
    }
    Map<String, Object> said = measure.of(SampleSet.of(expected));
    return figures.stream()
        .filter(figure -> figure.better() != Better.NEITHER)
        .filter(figure -> said.get(figure.key()) instanceof Number)
        .findFirst();
  }

  /** The figure of rows as in the data set. */
  double of(Batch samples) {
    return ((Number) metric.of(SampleSet.of(samples)).get(figure.key())).doubleValue();
  }

  @Override
  public void close() {
    metric.close();
  }
}
