package com.example.stranger;

import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;

/**
 * The share of samples outside the smallest box that holds the real rows: where no data ever is.
 */
public final class OutsideBoxProvider implements MetricProvider<OutsideBoxProvider.Settings> {
  private static final Figure SHARE =
      Figure.of("outsideBox", "share outside the box of the data", Better.LOWER)
          .under("outside")
          .asHeadline();

  /**
   * How large the box is.
   *
   * @param margin what is added on each side, as a share of its width
   */
  public record Settings(double margin) {
    /**
     * Checks the range.
     *
     * @param margin what is added on each side
     */
    public Settings {
      InvalidSettingException.require(margin >= 0, "margin", "must not be negative, got " + margin);
    }
  }

  /** Creates the provider. */
  public OutsideBoxProvider() {}

  @Override
  public String name() {
    return "outside-box";
  }

  @Override
  public String summary() {
    return "share of samples outside the box of the data";
  }

  @Override
  public Settings defaults() {
    return new Settings(0);
  }

  @Override
  public List<Figure> figures() {
    return List.of(SHARE);
  }

  @Override
  public Metric create(Settings settings, MetricContext context) {
    Batch rows = context.real().rows();
    double[] low = rows.rows(0, 1).doubles().clone();
    double[] high = low.clone();
    for (int i = 1; i < rows.rows(); i++) {
      for (int j = 0; j < low.length; j++) {
        low[j] = Math.min(low[j], rows.get(i, j));
        high[j] = Math.max(high[j], rows.get(i, j));
      }
    }
    for (int j = 0; j < low.length; j++) {
      double more = settings.margin * (high[j] - low[j]);
      low[j] -= more;
      high[j] += more;
    }
    return new Box(low, high);
  }

  private record Box(double[] low, double[] high) implements SampleMetric {
    @Override
    public Map<String, Object> of(SampleSet samples) {
      Batch rows = samples.rows();
      if (rows.rows() == 0 || rows.columns() != low.length || !rows.isFinite()) {
        throw new KoopflowException(
            "a box of " + low.length + " coordinates takes as many finite numbers, got " + rows);
      }
      int outside = 0;
      for (int i = 0; i < rows.rows(); i++) {
        outside += holds(rows, i) ? 0 : 1;
      }
      return Map.of(SHARE.key(), (double) outside / rows.rows());
    }

    private boolean holds(Batch rows, int i) {
      for (int j = 0; j < low.length; j++) {
        if (rows.get(i, j) < low[j] || rows.get(i, j) > high[j]) {
          return false;
        }
      }
      return true;
    }
  }
}
