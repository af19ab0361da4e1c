package org.koopflow.core.judging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.metric.SampleMetric;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.plugin.Blame;

/**
 * The metrics of one evaluation, in the order they are asked in, closed together. One that fails,
 * or writes what it does not describe, is asked no more: that answer and any later one are left
 * out, since what was trained must not be lost for a figure, and whoever listens hears why.
 */
final class Instruments implements AutoCloseable {
  /** Hears of a metric that failed. */
  interface Failures {
    /**
     * Hears of it once.
     *
     * @param metric its name
     * @param reason what happened, a line
     */
    void failed(String metric, String reason);
  }

  private record Instrument(String name, Set<String> keys, Metric metric) {}

  private final Failures failures;
  private final List<Instrument> working = new ArrayList<>();
  private final List<Metric> made = new ArrayList<>();

  Instruments(Failures failures) {
    this.failures = failures;
  }

  /** Makes a metric, which is closed with the others. */
  void make(String name, List<Figure> figures, Supplier<Metric> maker) {
    try {
      Metric metric = Blame.asking(words(name), maker);
      made.add(metric);
      Set<String> keys = figures.stream().map(Figure::key).collect(Collectors.toUnmodifiableSet());
      working.add(new Instrument(name, keys, metric));
    } catch (KoopflowException failure) {
      failures.failed(name, failure.getMessage());
    }
  }

  private static String words(String name) {
    return "metric '" + name + "'";
  }

  /** What all that can be said of a set of samples comes to. */
  Map<String, Object> of(SampleSet samples) {
    Map<String, Object> figures = new LinkedHashMap<>();
    ask(
        metric -> metric instanceof SampleMetric distance ? distance.of(samples) : Map.of(),
        Map::keySet,
        figures::putAll);
    return figures;
  }

  /** What they say of themselves. */
  Map<String, Object> about() {
    Map<String, Object> figures = new LinkedHashMap<>();
    ask(
        metric -> metric instanceof SampleMetric distance ? distance.about() : Map.of(),
        Map::keySet,
        figures::putAll);
    return figures;
  }

  /** What is said of a student beside its teacher, one answer after the other. */
  void of(JudgedModel judged, Consumer<Measured> each, Runnable after) {
    for (Instrument instrument : List.copyOf(working)) {
      if (instrument.metric instanceof ModelMetric asked) {
        ask(instrument, metric -> asked.of(judged), Instruments::keys, each);
      }
      after.run();
    }
  }

  private static Set<String> keys(Measured found) {
    Set<String> keys = new LinkedHashSet<>(found.teacher().keySet());
    keys.addAll(found.student().keySet());
    keys.addAll(found.both().keySet());
    return keys;
  }

  private <T> void ask(
      Function<Metric, T> question, Function<T, Set<String>> keys, Consumer<T> taken) {
    for (Instrument instrument : List.copyOf(working)) {
      ask(instrument, question, keys, taken);
    }
  }

  private <T> void ask(
      Instrument instrument,
      Function<Metric, T> question,
      Function<T, Set<String>> keys,
      Consumer<T> taken) {
    try {
      T answer = Blame.asking(words(instrument.name), () -> question.apply(instrument.metric));
      for (String key : keys.apply(answer)) {
        if (!instrument.keys.contains(key)) {
          throw new KoopflowException(
              words(instrument.name)
                  + " wrote the figure '"
                  + key
                  + "', which it does not describe");
        }
      }
      taken.accept(answer);
    } catch (KoopflowException failure) {
      working.remove(instrument);
      failures.failed(instrument.name, failure.getMessage());
    }
  }

  @Override
  public void close() {
    made.forEach(Metric::close);
  }
}
