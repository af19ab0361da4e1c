package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.evaluation.MetricMaker;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What smaller models are worth that keep the first 1, 2, 4 and so on modes, and all.
 *
 * @param count number of samples to take the means of dropped modes from, and to judge on
 * @param seed determines the noise of the former; that of the latter is the next seed's
 */
public record PruningAnalysis(int count, long seed) implements SpectralAnalysis<PruningCurve> {
  private static final String METRIC = "sliced-wasserstein";
  private static final String FIGURE = "slicedWasserstein";

  /**
   * Measures it.
   *
   * @param model the whole model
   * @return one point for each number of modes
   * @throws IllegalArgumentException if a mode is ill-conditioned, so that none can be dropped
   */
  @Override
  public PruningCurve of(SpectralModel model) {
    OpenModel open = model.model();
    Batch noise = open.noise(count, seed + 1);
    Batch expected = samples(open, model.flow(), noise);
    try (SampleMetric distance = distance(model, expected)) {
      return curve(model, noise, distance);
    }
  }

  /** The experiment's own measure, with the samples of the whole model in place of the data. */
  private SampleMetric distance(SpectralModel model, Batch expected) {
    OpenModel open = model.model();
    Selection<MetricProvider<?>> selection =
        open.model()
            .experiment()
            .evaluation()
            .metrics()
            .chosen()
            .getOrDefault(METRIC, Selection.of(METRIC));
    MetricMaker maker = new MetricMaker(model.plugins(), open.backend(), Set.of(), Progress.SILENT);
    Metric metric =
        maker.create(
            selection,
            maker.context(
                Dataset.of("samples of the whole model", expected, expected),
                SampleSet.of(expected),
                new RandomStreams(seed).in(METRIC)));
    return (SampleMetric) metric;
  }

  private PruningCurve curve(SpectralModel model, Batch noise, SampleMetric distance) {
    int all = model.spectrum().modes().size();
    long whole = parameters(model.spectrum().layout().observables());
    List<PruningCurve.Point> points = new ArrayList<>();
    for (int modes = 1; ; modes = Math.min(all, 2 * modes)) {
      PrunedFlow pruned = model.apply(new FlowPruning(modes, count, seed));
      PrunedFlow.Quality quality = pruned.quality(noise);
      long parameters = parameters(quality.observables());
      Batch samples = samples(model.model(), pruned, noise);
      points.add(
          new PruningCurve.Point(
              modes,
              quality.observables(),
              parameters,
              (double) parameters / whole,
              quality.relativeError(),
              (Double) distance.of(SampleSet.of(samples)).get(FIGURE)));
      if (modes == all) {
        return new PruningCurve(points);
      }
    }
  }

  /** Of {@code dg/dt = b + a t + A g}. */
  private static long parameters(long observables) {
    return observables * observables + 2 * observables;
  }

  private static Batch samples(OpenModel model, LinearFlow flow, Batch noise) {
    return model.toData(flow.transport(noise, FlowTime.NOISE, FlowTime.DATA).to(noise.precision()));
  }
}
