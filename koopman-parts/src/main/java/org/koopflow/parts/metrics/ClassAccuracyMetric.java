package org.koopflow.parts.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * How many samples are of the class that was asked for, as a small classifier sees it that was
 * trained on the data. It is no better than the classifier, whose accuracy on held-out rows stands
 * beside it; samples without a label are left out.
 */
public final class ClassAccuracyMetric implements MetricProvider<NoSettings> {
  private static final Figure ACCURACY =
      Figure.of("classAccuracy", "samples of the wanted class", Better.HIGHER)
          .in("share")
          .under("class accuracy");

  private static final Figure CLASSIFIER =
      Figure.of("classClassifier", "classifier of the samples", Better.NEITHER);

  /** Creates the provider. */
  public ClassAccuracyMetric() {}

  @Override
  public String name() {
    return "class-accuracy";
  }

  @Override
  public String summary() {
    return "share of samples of the class that was asked for, of a conditioned flow";
  }

  @Override
  public NoSettings defaults() {
    return new NoSettings();
  }

  @Override
  public List<Figure> figures() {
    return List.of(ACCURACY, CLASSIFIER);
  }

  @Override
  public Set<MetricNeed> needs(NoSettings settings) {
    return Set.of(MetricNeed.LABELS, MetricNeed.CONDITION, MetricNeed.GRADIENTS);
  }

  @Override
  public boolean dispensable() {
    return true;
  }

  @Override
  public Metric create(NoSettings settings, MetricContext context) {
    return new ByClassifier(FeatureClassifier.train(context.data(), context.tools()));
  }

  private record ByClassifier(FeatureClassifier classifier) implements SampleMetric {
    @Override
    public Map<String, Object> of(SampleSet samples) {
      int[] wanted =
          samples
              .labels()
              .orElseThrow(
                  () -> new KoopflowException("samples to judge by class have no classes"));
      return Map.of(ACCURACY.key(), classifier.accuracy(samples.rows(), wanted));
    }

    @Override
    public Map<String, Object> about() {
      Map<String, Object> about = new LinkedHashMap<>();
      about.put("name", FeatureClassifier.NAME);
      about.put("testAccuracy", classifier.accuracy());
      return Map.of(CLASSIFIER.key(), about);
    }

    @Override
    public void close() {
      classifier.close();
    }
  }
}
