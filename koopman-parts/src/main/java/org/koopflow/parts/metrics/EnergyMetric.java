package org.koopflow.parts.metrics;

import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.numerics.distance.EnergyDistance;

/** The energy distance of the first samples from the first real rows. */
public final class EnergyMetric implements MetricProvider<EnergyMetric.Settings> {
  private static final Figure FIGURE =
      Figure.of("energy", "energy distance", Better.LOWER).in("unit of the data");

  /**
   * How many to look at.
   *
   * @param samples samples of either set, at least 2; the cost grows with their square
   */
  public record Settings(int samples) {
    /**
     * Checks the range.
     *
     * @param samples samples of either set
     */
    public Settings {
      InvalidSettingException.require(
          samples >= 2, "samples", "must be at least 2, got " + samples);
    }
  }

  /** Creates the provider. */
  public EnergyMetric() {}

  @Override
  public String name() {
    return "energy";
  }

  @Override
  public String summary() {
    return "energy distance from held-out data";
  }

  @Override
  public Settings defaults() {
    return new Settings(2000);
  }

  @Override
  public List<Figure> figures() {
    return List.of(FIGURE);
  }

  @Override
  public Metric create(Settings settings, MetricContext context) {
    Batch real = first(context.real().rows(), settings.samples);
    return (SampleMetric)
        samples ->
            Map.of(
                FIGURE.key(),
                new EnergyDistance().between(first(samples.rows(), settings.samples), real));
  }

  private static Batch first(Batch rows, int most) {
    return rows.rows(0, Math.min(most, rows.rows()));
  }
}
