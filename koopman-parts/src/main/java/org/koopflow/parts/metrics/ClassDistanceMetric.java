package org.koopflow.parts.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.numerics.distance.SlicedWasserstein;

/**
 * The sliced Wasserstein distance inside each class: of the samples a class was asked for from the
 * real rows of that class, its mean over classes and its largest. Samples without a label count for
 * none.
 */
public final class ClassDistanceMetric implements MetricProvider<SlicedWassersteinMetric.Settings> {
  private static final Figure MEAN =
      Figure.of("classSlicedWasserstein", "sliced Wasserstein distance in a class", Better.LOWER)
          .in("unit of the data")
          .under("SW2 in class");

  private static final Figure WORST =
      Figure.of(
              "worstClassSlicedWasserstein",
              "sliced Wasserstein distance in the worst class",
              Better.LOWER)
          .in("unit of the data")
          .under("SW2 in worst");

  /** Creates the provider. */
  public ClassDistanceMetric() {}

  @Override
  public String name() {
    return "class-sliced-wasserstein";
  }

  @Override
  public String summary() {
    return "sliced 2-Wasserstein distance inside each class, of a conditioned flow";
  }

  @Override
  public SlicedWassersteinMetric.Settings defaults() {
    return new SlicedWassersteinMetric.Settings(200);
  }

  @Override
  public List<Figure> figures() {
    return List.of(MEAN, WORST);
  }

  @Override
  public Set<MetricNeed> needs(SlicedWassersteinMetric.Settings settings) {
    return Set.of(MetricNeed.LABELS, MetricNeed.CONDITION);
  }

  @Override
  public boolean dispensable() {
    return true;
  }

  @Override
  public Metric create(SlicedWassersteinMetric.Settings settings, MetricContext context) {
    SlicedWasserstein distance =
        SlicedWasserstein.fixed(context.real().rows().columns(), settings.directions());
    SampleSet real = context.real();
    int[] classes =
        real.labels().stream().flatMapToInt(Arrays::stream).distinct().sorted().toArray();
    return (SampleMetric)
        samples -> {
          double[] each =
              IntStream.of(classes)
                  .mapToDouble(one -> distance.between(of(samples, one), of(real, one)))
                  .toArray();
          return Map.of(
              MEAN.key(),
              Arrays.stream(each).average().orElse(Double.NaN),
              WORST.key(),
              Arrays.stream(each).max().orElse(Double.NaN));
        };
  }

  private static Batch of(SampleSet samples, int wanted) {
    int[] labels =
        samples
            .labels()
            .orElseThrow(() -> new KoopflowException("samples to judge by class have no classes"));
    int[] rows = IntStream.range(0, labels.length).filter(row -> labels[row] == wanted).toArray();
    if (rows.length == 0) {
      throw new KoopflowException("there is no sample of class " + wanted + " to judge");
    }
    return samples.rows().gather(rows);
  }
}
