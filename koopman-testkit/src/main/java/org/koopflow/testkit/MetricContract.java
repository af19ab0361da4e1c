package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.Metrics;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.network.Networks;

/**
 * What holds for every metric, on samples and on a student of a flow known in closed form. What a
 * metric trains is looked at, and no step of it is made.
 *
 * @param <S> its settings
 */
public interface MetricContract<S extends Record> extends PluginContract<MetricProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden, for instance by something smaller
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Makes the networks the metric asks for.
   *
   * @return small ones unless overridden
   */
  default Networks networks() {
    return new SmallNetworks();
  }

  /**
   * Makes the metrics the metric is built on.
   *
   * @return the provider itself with these settings, whatever is selected, unless overridden
   */
  default Metrics metrics() {
    return (selection, context) -> provider().create(settings(), context);
  }

  /**
   * What figures come to for samples that are the real rows, or for a student without any error.
   *
   * @return values by key, 0 for a distance; none unless overridden
   */
  default Map<String, Double> best() {
    return Map.of();
  }

  /**
   * Whether samples and real rows may change places.
   *
   * @return false unless overridden
   */
  default boolean symmetric() {
    return false;
  }

  private <T> T ask(Set<MetricNeed> offered, SampleSet real, Function<Metric, T> question) {
    return AskedMetric.ask(this, offered, real, question);
  }

  private static Set<String> keys(List<Figure> figures) {
    Set<String> keys = new TreeSet<>();
    figures.forEach(figure -> keys.add(figure.key()));
    return keys;
  }

  /** Every figure has a key and a label of its own, in one line. */
  @Test
  default void describesItsFigures() {
    List<Figure> figures = provider().figures();
    assertThat(figures).isNotEmpty();
    assertThat(keys(figures)).hasSameSizeAs(figures);
    Set<String> labels = new HashSet<>();
    for (Figure figure : figures) {
      assertThat(figure.label()).isNotBlank().doesNotContain("\n");
      assertThat(figure.column() + figure.unit()).doesNotContain("\n");
      assertThat(labels.add(figure.label())).as("label of '%s' is new", figure.key()).isTrue();
    }
  }

  /** Where all is there, it writes every figure it describes and no other. */
  @Test
  default void writesWhatItDescribes() {
    Set<String> written =
        ask(
            AskedMetric.offered(this),
            AskedMetric.samples("real"),
            m -> AskedMetric.all(m, AskedMetric.offered(this), 0.1).keySet());
    assertThat(new TreeSet<>(written)).isEqualTo(keys(provider().figures()));
  }

  /** Where only what it needs is there it finds its way, and says what it had to leave out. */
  @Test
  default void needsNoMoreThanItSays() {
    Set<MetricNeed> needs = EnumSet.noneOf(MetricNeed.class);
    needs.addAll(provider().needs(settings()));
    ask(
        needs,
        AskedMetric.samples("real"),
        metric -> {
          assertThat(keys(provider().figures()))
              .containsAll(AskedMetric.all(metric, needs, 0.1).keySet());
          if (metric instanceof ModelMetric measure) {
            assertThat(measure.of(new JudgedSpiral(0.1, needs)).missing().values())
                .noneMatch(needs::contains);
          }
          return null;
        });
  }

  /** Every number it says is one. */
  @Test
  default void saysFiniteNumbers() {
    ask(
        AskedMetric.offered(this),
        AskedMetric.samples("real"),
        metric -> {
          assertFinite("all", AskedMetric.all(metric, AskedMetric.offered(this), 0.1));
          return null;
        });
  }

  private static void assertFinite(String name, Object figure) {
    if (figure instanceof Map<?, ?> map) {
      map.forEach((key, value) -> assertFinite(name + "." + key, value));
    } else if (figure instanceof List<?> list) {
      list.forEach(value -> assertFinite(name, value));
    } else if (figure instanceof Number number) {
      assertThat(number.doubleValue()).as(name).isFinite();
    } else {
      assertThat(figure).as(name).isInstanceOf(String.class);
    }
  }

  /** The same question has the same answer, and what it is asked about stays as it was. */
  @Test
  default void isDeterministic() {
    Assumptions.assumeFalse(provider().timed(), "this metric measures time");
    SampleSet real = AskedMetric.samples("real");
    Function<Metric, Map<String, Object>> twice =
        metric -> {
          Map<String, Object> once = AskedMetric.all(metric, AskedMetric.offered(this), 0.1);
          assertThat(AskedMetric.all(metric, AskedMetric.offered(this), 0.1)).isEqualTo(once);
          return once;
        };
    Map<String, Object> first = ask(AskedMetric.offered(this), real, twice);
    Samples.assertSameBits(real.rows(), AskedMetric.samples("real").rows());
    assertThat(ask(AskedMetric.offered(this), real, twice)).isEqualTo(first);
    ask(
        AskedMetric.offered(this),
        real,
        metric -> {
          SampleSet given = AskedMetric.classed(this, AskedMetric.samples("samples"));
          if (metric instanceof SampleMetric measure) {
            measure.of(given);
          }
          Samples.assertSameBits(given.rows(), AskedMetric.samples("samples").rows());
          return null;
        });
  }

  /** For the real rows themselves, and for an exact student, it says what is said to be best. */
  @Test
  default void isBestWhereNothingIsWrong() {
    Assumptions.assumeFalse(best().isEmpty(), "this metric has no best value");
    SampleSet real = AskedMetric.samples("real");
    Map<String, Object> found =
        ask(
            AskedMetric.offered(this),
            real,
            metric ->
                metric instanceof SampleMetric measure
                    ? measure.of(AskedMetric.classed(this, real))
                    : AskedMetric.all(metric, AskedMetric.offered(this), 0));
    best()
        .forEach(
            (key, value) -> {
              assertThat(found).containsKey(key);
              assertClose(key, found.get(key), value, 1e-6);
            });
    Map<String, Object> other =
        ask(
            AskedMetric.offered(this),
            real,
            metric -> AskedMetric.all(metric, AskedMetric.offered(this), 0.1));
    best().keySet().forEach(key -> assertThat(other.get(key)).isNotEqualTo(found.get(key)));
  }

  private static void assertClose(String key, Object figure, double expected, double tolerance) {
    if (figure instanceof Map<?, ?> map) {
      map.forEach((inner, value) -> assertClose(key + "." + inner, value, expected, tolerance));
    } else {
      assertThat(((Number) figure).doubleValue())
          .as(key)
          .isCloseTo(expected, Offset.offset(tolerance * (1 + Math.abs(expected))));
    }
  }

  /** Where samples and real rows may change places, the figures stay but for rounding. */
  @Test
  default void isSymmetricIfItSaysSo() {
    Assumptions.assumeTrue(symmetric(), "this metric is not symmetric");
    SampleSet one = AskedMetric.samples("one");
    SampleSet other = AskedMetric.samples("other");
    Map<String, Object> there =
        ask(
            AskedMetric.offered(this),
            one,
            metric -> ((SampleMetric) metric).of(AskedMetric.classed(this, other)));
    Map<String, Object> back =
        ask(
            AskedMetric.offered(this),
            other,
            metric -> ((SampleMetric) metric).of(AskedMetric.classed(this, one)));
    assertThat(there.keySet()).isEqualTo(back.keySet());
    there.forEach(
        (key, value) -> assertClose(key, value, ((Number) back.get(key)).doubleValue(), 1e-9));
  }

  /** Samples of another kind, none at all, and numbers that are none, are refused in one line. */
  @Test
  default void refusesWhatItCannotMeasure() {
    Batch sound = AskedMetric.samples("samples").rows();
    double[] broken = sound.doubles().clone();
    broken[4] = Double.NaN;
    ask(
        AskedMetric.offered(this),
        AskedMetric.samples("real"),
        metric -> {
          Assumptions.assumeTrue(metric instanceof SampleMetric, "it measures no samples");
          SampleMetric measure = (SampleMetric) metric;
          for (Batch wrong :
              new Batch[] {
                Samples.normal(JudgedSpiral.SAMPLES, SpiralFlow.DIMENSION + 1, "wide"),
                sound.rows(0, 0),
                Batch.ofDoubles(sound.rows(), sound.columns(), broken)
              }) {
            Failures.assertFails(() -> measure.of(SampleSet.of(wrong)), "");
          }
          return null;
        });
  }
}
