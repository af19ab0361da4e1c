package org.koopflow.parts.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.numerics.distance.FrechetDistance;

/**
 * The Fréchet distance of pictures from real ones, in the features of a small classifier that is
 * trained for it. Data without pictures or classes are judged without it.
 */
public final class FrechetMetric implements MetricProvider<NoSettings> {
  private static final Figure DISTANCE =
      Figure.of("frechet", "Fr\u00e9chet distance", Better.LOWER)
          .in("squared unit of the features")
          .under("Fr\u00e9chet")
          .asHeadline();

  private static final Figure FEATURES =
      Figure.of("frechetFeatures", "Fr\u00e9chet features", Better.NEITHER);

  /** Creates the provider. */
  public FrechetMetric() {}

  @Override
  public String name() {
    return "frechet";
  }

  @Override
  public String summary() {
    return "Fr\u00e9chet distance from held-out pictures, in the features of a small classifier";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public List<Figure> figures() {
    return List.of(DISTANCE, FEATURES);
  }

  @Override
  public Set<MetricNeed> needs(NoSettings settings) {
    return Set.of(MetricNeed.LABELS, MetricNeed.IMAGES, MetricNeed.GRADIENTS);
  }

  @Override
  public boolean dispensable() {
    return true;
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    FeatureClassifier classifier = FeatureClassifier.train(context.data(), context.tools());
    return new InFeatures(
        classifier, context.data().dimension(), classifier.features(context.real().rows()));
  }

  private record InFeatures(FeatureClassifier classifier, int columns, Batch real)
      implements SampleMetric {
    @Override
    public Map<String, Object> of(SampleSet samples) {
      Batch rows = samples.rows();
      if (rows.rows() == 0 || rows.columns() != columns || !rows.isFinite()) {
        throw new KoopflowException(
            "pictures to classify need " + columns + " finite pixels in each row, got " + rows);
      }
      Batch features = classifier.features(rows);
      return Map.of(DISTANCE.key(), new FrechetDistance().between(features, real));
    }

    @Override
    public Map<String, Object> about() {
      Map<String, Object> features = new LinkedHashMap<>();
      features.put("name", FeatureClassifier.NAME);
      features.put("testAccuracy", classifier.accuracy());
      return Map.of(FEATURES.key(), features);
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
