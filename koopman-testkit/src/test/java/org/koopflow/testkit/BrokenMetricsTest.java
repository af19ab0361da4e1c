package org.koopflow.testkit;

import static org.koopflow.testkit.Broken.assertFails;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;

/** Metrics with a mistake fail the test that is there to find it. */
class BrokenMetricsTest {
  /** A metric of samples or of a model, which describes the figure {@code figure}. */
  private static MetricContract<NoSettings> metric(
      Map<String, Double> best, boolean symmetric, Function<MetricContext, Metric> made) {
    final class Provider extends Broken implements MetricProvider<NoSettings> {
      @Override
      public List<Figure> figures() {
        return List.of(Figure.of("figure", "a figure", Better.LOWER));
      }

      @Override
      public Metric create(NoSettings settings, MetricContext context) {
        return made.apply(context);
      }
    }
    return new MetricContract<>() {
      @Override
      public MetricProvider<NoSettings> provider() {
        return new Provider();
      }

      @Override
      public Map<String, Double> best() {
        return best;
      }

      @Override
      public boolean symmetric() {
        return symmetric;
      }
    };
  }

  private static MetricContract<NoSettings> ofSamples(
      Map<String, Double> best, boolean symmetric, ToDoubleBiFunction<Batch, Batch> value) {
    return metric(
        best,
        symmetric,
        context ->
            (SampleMetric)
                samples ->
                    Map.of("figure", value.applyAsDouble(samples.rows(), context.real().rows())));
  }

  @Test
  void aMetricThatWritesAnotherFigureThanItDescribes() {
    MetricContract<NoSettings> contract =
        metric(Map.of(), false, context -> (SampleMetric) samples -> Map.of("other", 1.0));
    assertFails(contract::writesWhatItDescribes);
    assertFails(contract::needsNoMoreThanItSays);
  }

  @Test
  void aMetricThatNeedsMoreThanItSays() {
    MetricContract<NoSettings> contract =
        metric(
            Map.of(),
            false,
            context ->
                (ModelMetric)
                    model ->
                        Measured.of(
                            "figure",
                            model.velocity().orElseThrow(AssertionError::new).space().dimension()));
    contract.writesWhatItDescribes();
    assertFails(contract::needsNoMoreThanItSays);
  }

  @Test
  void aMetricThatWritesNothing() {
    MetricContract<NoSettings> contract =
        metric(Map.of(), false, context -> (ModelMetric) model -> Measured.NOTHING);
    assertFails(contract::writesWhatItDescribes);
  }

  @Test
  void aMetricThatIsNotTheSameTwice() {
    AtomicInteger asked = new AtomicInteger();
    MetricContract<NoSettings> contract =
        ofSamples(Map.of(), false, (samples, real) -> asked.incrementAndGet());
    assertFails(contract::isDeterministic);
  }

  @Test
  void aMetricThatChangesWhatItMeasures() {
    MetricContract<NoSettings> contract =
        ofSamples(
            Map.of(),
            false,
            (samples, real) -> {
              samples.floats()[0] = 7;
              return 1;
            });
    assertFails(contract::isDeterministic);
  }

  @Test
  void aMetricWithoutANumber() {
    assertFails(ofSamples(Map.of(), false, (samples, real) -> 1 / 0.0)::saysFiniteNumbers);
  }

  @Test
  void aMetricThatIsNotBestForEqualSets() {
    Map<String, Double> zero = Map.of("figure", 0.0);
    assertFails(
        ofSamples(zero, false, (samples, real) -> samples.get(0, 0))::isBestWhereNothingIsWrong);
    // A figure that is always best measures nothing.
    assertFails(ofSamples(zero, false, (samples, real) -> 0)::isBestWhereNothingIsWrong);
  }

  @Test
  void aMetricThatTakesSides() {
    MetricContract<NoSettings> contract =
        ofSamples(Map.of(), true, (samples, real) -> samples.get(0, 0) - real.get(0, 0));
    assertFails(contract::isSymmetricIfItSaysSo);
  }

  @Test
  void aMetricThatMeasuresAnything() {
    assertFails(ofSamples(Map.of(), false, (samples, real) -> 1)::refusesWhatItCannotMeasure);
  }

  @Test
  void aMetricWithTwoFiguresOfOneName() {
    final class Provider extends Broken implements MetricProvider<NoSettings> {
      @Override
      public List<Figure> figures() {
        Figure figure = Figure.of("figure", "a figure", Better.LOWER);
        return List.of(figure, figure);
      }

      @Override
      public Metric create(NoSettings settings, MetricContext context) {
        return (SampleMetric) samples -> Map.of("figure", 1.0);
      }
    }
    MetricContract<NoSettings> contract = Provider::new;
    assertFails(contract::describesItsFigures);
  }
}
