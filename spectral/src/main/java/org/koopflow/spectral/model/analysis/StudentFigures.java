package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.evaluation.MetricMaker;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What metrics of the model say of a student, alone and beside trajectories of its teacher. Those
 * of samples are not asked, since no data are at hand, nor those that measure time.
 *
 * @param taught trajectories of the teacher, which has a velocity field
 * @param metrics what to measure, in the order of the figures
 * @param seed determines what metrics draw
 */
record StudentFigures(Taught taught, Selections<MetricProvider<?>> metrics, long seed)
    implements SpectralAnalysis<Map<String, Object>> {
  private static final Set<MetricNeed> OFFERED =
      Set.of(MetricNeed.VELOCITY, MetricNeed.PATH_VELOCITIES);

  /** Figures by key. */
  @Override
  public Map<String, Object> of(SpectralModel model) {
    JudgedStudent judged = new JudgedStudent(model, taught);
    Batch ends = judged.toData(judged.heldOut().taught().last());
    Dataset data = Dataset.of("ends of the teacher's trajectories", ends, ends);
    MetricMaker maker =
        new MetricMaker(model.plugins(), model.model().backend(), OFFERED, Progress.SILENT);
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Selection<MetricProvider<?>> selection : maker.served(metrics)) {
      if (!model.plugins().of(MetricProvider.class).get(selection.type()).timed()) {
        RandomStreams random = new RandomStreams(seed).in(selection.type());
        figures.putAll(
            asked(maker, selection, maker.context(data, SampleSet.of(ends), random), judged));
      }
    }
    return figures;
  }

  private static Map<String, Object> asked(
      MetricMaker maker,
      Selection<MetricProvider<?>> selection,
      MetricContext context,
      JudgedStudent judged) {
    Map<String, Object> figures = new LinkedHashMap<>();
    try (Metric metric = maker.create(selection, context)) {
      if (metric instanceof ModelMetric asked) {
        Measured found = asked.of(judged);
        figures.putAll(found.student());
        figures.putAll(found.both());
      }
    }
    return figures;
  }
}
