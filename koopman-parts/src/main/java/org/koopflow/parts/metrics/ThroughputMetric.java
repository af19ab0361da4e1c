package org.koopflow.parts.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.metric.Better;
import org.koopflow.api.metric.Figure;
import org.koopflow.api.metric.JudgedModel;
import org.koopflow.api.metric.Measured;
import org.koopflow.api.metric.Metric;
import org.koopflow.api.metric.MetricContext;
import org.koopflow.api.metric.MetricNeed;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.metric.ModelMetric;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.numerics.dense.Median;

/** Samples per second of the teacher's solver and of the student, measured in turn. */
public final class ThroughputMetric implements MetricProvider<ThroughputMetric.Settings> {
  private static final int MOST_ROWS = 10_000_000;

  private static final int MOST_REPEATS = 10_000;

  private static final Figure RATE =
      Figure.of("samplesPerSecond", "samples per second", Better.HIGHER).in("1/s").asHeadline();

  private static final Figure SPEEDUP =
      Figure.of("speedup", "speed-up over the teacher", Better.HIGHER).asHeadline();

  /**
   * How much to draw.
   *
   * @param batch samples drawn at a time; 0 leaves the measurement out
   * @param repeats how often, at least once; the median counts
   */
  public record Settings(int batch, int repeats) {
    /**
     * Checks the ranges.
     *
     * @param batch samples drawn at a time
     * @param repeats how often
     */
    public Settings {
      InvalidSettingException.require(
          batch >= 0 && batch <= MOST_ROWS,
          "batch",
          "must be between 0 and " + MOST_ROWS + ", got " + batch);
      InvalidSettingException.require(
          repeats >= 1 && repeats <= MOST_REPEATS,
          "repeats",
          "must be between 1 and " + MOST_REPEATS + ", got " + repeats);
    }
  }

  /** Creates the provider. */
  public ThroughputMetric() {}

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String summary() {
    return "samples per second, and how much faster the student is";
  }

  @Override
  public Settings defaults() {
    return new Settings(10_000, 5);
  }

  @Override
  public List<Figure> figures() {
    return List.of(RATE, SPEEDUP);
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public Metric create(Settings settings, MetricContext context) {
    return (ModelMetric)
        model -> {
          Measured found =
              settings.batch == 0
                  ? Measured.NOTHING
                  : measure(
                      settings,
                      model,
                      model.noise(settings.batch, context.random().stream("noise")));
          return model.teacher().isPresent()
              ? found
              : found
                  .without("speed of the teacher", MetricNeed.VELOCITY)
                  .without("speed-up", MetricNeed.VELOCITY);
        };
  }

  private static Measured measure(Settings settings, JudgedModel model, Batch noise) {
    Optional<Sampler> teacher = model.teacher();
    if (teacher.isEmpty()) {
      double[] rate = rates(noise, settings.repeats, model.student());
      return Measured.NOTHING.ofStudent(RATE.key(), rate[0]);
    }
    double[] rates = rates(noise, settings.repeats, teacher.get(), model.student());
    return Measured.NOTHING
        .ofTeacher(RATE.key(), rates[0])
        .ofStudent(RATE.key(), rates[1])
        .ofStudent(SPEEDUP.key(), rates[1] / rates[0]);
  }

  /** Samples per second; in turn, so that a drift of the machine touches all samplers alike. */
  private static double[] rates(Batch noise, int repeats, Sampler... samplers) {
    double[][] rates = new double[samplers.length][repeats];
    for (Sampler sampler : samplers) {
      sampler.sample(noise.rows(0, Math.max(1, noise.rows() / 10)));
    }
    for (int r = 0; r < repeats; r++) {
      for (int s = 0; s < samplers.length; s++) {
        long start = System.nanoTime();
        samplers[s].sample(noise);
        rates[s][r] = noise.rows() / ((System.nanoTime() - start) * 1e-9);
      }
    }
    return Arrays.stream(rates).map(Arrays::stream).mapToDouble(Median::of).toArray();
  }
}
