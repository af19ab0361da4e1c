package org.koopflow.testkit;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricTools;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.testkit.reference.ReferenceBackend;

/** A metric made where some of what it may need is there, and asked. */
final class AskedMetric {
  private AskedMetric() {}

  static SampleSet samples(String purpose) {
    return SampleSet.of(
        Samples.normal(JudgedSpiral.SAMPLES, SpiralFlow.DIMENSION, "metric " + purpose));
  }

  private static int[] labels(int rows) {
    return IntStream.range(0, rows).map(i -> i % 2).toArray();
  }

  /** All there can be; a condition, which gives samples classes, only for who asks for it. */
  static Set<MetricNeed> offered(MetricContract<?> contract) {
    Set<MetricNeed> offered = EnumSet.copyOf(JudgedSpiral.ALL);
    if (!conditioned(contract)) {
      offered.remove(MetricNeed.CONDITION);
    }
    return offered;
  }

  private static <S extends Record> boolean conditioned(MetricContract<S> contract) {
    return contract.provider().needs(contract.settings()).contains(MetricNeed.CONDITION);
  }

  /** Samples with classes where the metric judges a flow that is conditioned on them. */
  static SampleSet classed(MetricContract<?> contract, SampleSet samples) {
    return conditioned(contract)
        ? new SampleSet(samples.rows(), Optional.of(labels(samples.rows().rows())))
        : samples;
  }

  /** Makes the metric where some of what it may need is there, and asks it. */
  static <S extends Record, T> T ask(
      MetricContract<S> contract,
      Set<MetricNeed> offered,
      SampleSet real,
      Function<Metric, T> question) {
    boolean labelled = offered.contains(MetricNeed.LABELS);
    Batch train = Samples.normal(300, SpiralFlow.DIMENSION, "metric data");
    Dataset data =
        new Dataset(
            "numbers",
            train,
            real.rows(),
            labelled ? Optional.of(labels(train.rows())) : Optional.empty(),
            labelled ? Optional.of(labels(real.rows().rows())) : Optional.empty(),
            offered.contains(MetricNeed.IMAGES)
                ? Optional.of(new ImageLayout(1, 1, SpiralFlow.DIMENSION))
                : Optional.empty());
    try (Backend backend = new ReferenceBackend(Precision.FLOAT32);
        Metric metric =
            contract
                .provider()
                .create(
                    contract.settings(),
                    new MetricContext(
                        data,
                        new SampleSet(real.rows(), data.testLabels()),
                        new MetricTools(
                            backend,
                            new InspectingTrainer(),
                            contract.networks(),
                            contract.metrics()),
                        new RandomStreams(5)))) {
      return question.apply(metric);
    }
  }

  /** All that a metric says, of samples or of a student that errs. */
  static Map<String, Object> all(Metric metric, Set<MetricNeed> offered, double error) {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (metric instanceof SampleMetric measure) {
      SampleSet samples = samples("samples");
      int[] labels = labels(samples.rows().rows());
      figures.putAll(measure.of(new SampleSet(samples.rows(), Optional.of(labels))));
      if (!offered.contains(MetricNeed.CONDITION)) {
        figures.putAll(measure.of(samples));
      }
      figures.putAll(measure.about());
    } else if (metric instanceof ModelMetric measure) {
      Measured found = measure.of(new JudgedSpiral(error, offered));
      figures.putAll(found.teacher());
      figures.putAll(found.student());
      figures.putAll(found.both());
    }
    return figures;
  }
}
