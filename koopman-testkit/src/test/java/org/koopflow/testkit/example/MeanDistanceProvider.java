package org.koopflow.testkit.example;

import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;

/** The distance of two means. */
public final class MeanDistanceProvider implements MetricProvider<NoSettings> {
  @Override
  public String name() {
    return "mean-distance";
  }

  @Override
  public String summary() {
    return "distance of the means";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public List<Figure> figures() {
    return List.of(Figure.of("meanDistance", "distance of the means", Better.LOWER));
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    double[] real = mean(context.real().rows());
    return (SampleMetric)
        samples -> {
          Batch rows = samples.rows();
          if (rows.columns() != real.length || rows.rows() == 0 || !rows.isFinite()) {
            throw new KoopflowException("the mean of " + rows + " cannot be compared");
          }
          double square = 0;
          double[] mean = mean(rows);
          for (int j = 0; j < mean.length; j++) {
            square += (mean[j] - real[j]) * (mean[j] - real[j]);
          }
          return Map.of("meanDistance", Math.sqrt(square));
        };
  }

  private static double[] mean(Batch rows) {
    double[] mean = new double[rows.columns()];
    for (int i = 0; i < rows.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += rows.get(i, j) / rows.rows();
      }
    }
    return mean;
  }
}
