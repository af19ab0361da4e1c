package org.koopflow.parts.metrics;

import java.util.List;
import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.numerics.distance.SlicedWasserstein;

/** The sliced Wasserstein distance of samples from the real rows, over fixed directions. */
public final class SlicedWassersteinMetric
    implements MetricProvider<SlicedWassersteinMetric.Settings> {
  private static final int MOST = 1_000_000;

  private static final Figure FIGURE =
      Figure.of("slicedWasserstein", "sliced Wasserstein distance", Better.LOWER)
          .in("unit of the data")
          .under("SW2")
          .asHeadline();

  /**
   * How closely to look.
   *
   * @param directions number of directions, at least 1
   */
  public record Settings(int directions) {
    /**
     * Checks the range.
     *
     * @param directions number of directions
     */
    public Settings {
      InvalidSettingException.require(
          directions >= 1 && directions <= MOST,
          "directions",
          "must be between 1 and " + MOST + ", got " + directions);
    }
  }

  /** Creates the provider. */
  public SlicedWassersteinMetric() {}

  @Override
  public String name() {
    return "sliced-wasserstein";
  }

  @Override
  public String summary() {
    return "sliced 2-Wasserstein distance from held-out data";
  }

  @Override
  public Settings defaults() {
    return new Settings(200);
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Metric create(Settings settings, MetricContext context) {
    SlicedWasserstein distance =
        SlicedWasserstein.fixed(context.real().rows().columns(), settings.directions);
    return (SampleMetric)
        samples -> Map.of(FIGURE.key(), distance.between(samples.rows(), context.real().rows()));
  }
}
