package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;

class ConditionalPathTest {
  private static final int ROWS = 200_000;
  private static final double SIGMA = 0.4;
  private static final RandomStreams RANDOM = new RandomStreams(2);
  private static final Batch NOISE = RandomStreams.normal(ROWS, 1, RANDOM.stream("noise"));

  /** All data at one point, so that the moments of a path are those of its formula. */
  private static final double POINT = 3;

  private static final Batch DATA = Batch.filled(ROWS, 1, POINT);

  private static PathBatch at(ProbabilityPath path, double t) {
    return new ConditionalPath(path, SIGMA)
        .between(Batch.filled(ROWS, 1, t), NOISE, DATA, RANDOM.stream("path"));
  }

  /** Mean and variance of x_t given x_1, written out from the papers. */
  static Stream<Arguments> moments() {
    return Stream.of(0.1, 0.5, 0.8)
        .flatMap(
            t -> {
              double left = 1 - t;
              double narrowed = 1 - (1 - SIGMA) * t;
              double cos = Math.cos(Math.PI * t / 2);
              double sin = Math.sin(Math.PI * t / 2);
              double s2 = SIGMA * SIGMA;
              return Stream.of(
                  Arguments.of(ProbabilityPath.LINEAR, t, t * POINT, left * left + s2),
                  Arguments.of(ProbabilityPath.TARGET, t, t * POINT, narrowed * narrowed),
                  Arguments.of(ProbabilityPath.BRIDGE, t, t * POINT, left * left + s2 * t * left),
                  Arguments.of(
                      ProbabilityPath.VARIANCE_PRESERVING, t, sin * POINT, cos * cos + s2));
            });
  }

  @ParameterizedTest
  @MethodSource("moments")
  void momentsFollowTheFormula(ProbabilityPath path, double t, double mean, double variance) {
    PathBatch drawn = at(path, t);
    // The bridge moves its times a thousandth inwards, which moves the mean by at most 0.003.
    double sum = 0;
    double squares = 0;
    for (double x : drawn.x().doubles()) {
      sum += x;
      squares += (x - mean) * (x - mean);
    }
    // Five standard errors at 200,000 samples.
    assertThat(sum / ROWS).isCloseTo(mean, within(5 * Math.sqrt(variance / ROWS) + 0.003));
    assertThat(squares / ROWS).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / ROWS)));
  }

  @ParameterizedTest
  @EnumSource(ProbabilityPath.class)
  void theTargetIsTheTimeDerivativeOfThePath(ProbabilityPath path) {
    double h = 1e-5;
    for (double t : new double[] {0.05, 0.3, 0.5, 0.77, 0.95}) {
      Schedule at = path.at(t, SIGMA);
      Schedule after = path.at(t + h, SIGMA);
      Schedule before = path.at(t - h, SIGMA);
      assertThat(at.noiseSlope())
          .isCloseTo((after.noise() - before.noise()) / (2 * h), within(1e-8));
      assertThat(at.dataSlope()).isCloseTo((after.data() - before.data()) / (2 * h), within(1e-8));
      assertThat(at.deviationSlope())
          .isCloseTo((after.deviation() - before.deviation()) / (2 * h), within(1e-8));
      assertThat(at.varianceSlope())
          .isCloseTo((after.variance() - before.variance()) / (2 * h), within(1e-8));
    }
  }

  /** The targets as they are usually written, from the point on the path. */
  private static double published(ProbabilityPath path, double t, double x0, double x1, double x) {
    return switch (path) {
      case LINEAR -> x1 - x0;
      case TARGET -> (x1 - (1 - SIGMA) * x) / (1 - (1 - SIGMA) * t);
      case BRIDGE -> (1 - 2 * t) / (2 * t * (1 - t)) * (x - ((1 - t) * x0 + t * x1)) + x1 - x0;
      case VARIANCE_PRESERVING ->
          Math.PI / 2 * (Math.cos(Math.PI * t / 2) * x1 - Math.sin(Math.PI * t / 2) * x0);
    };
  }

  @ParameterizedTest
  @EnumSource(ProbabilityPath.class)
  void theTargetIsThePublishedOne(ProbabilityPath path) {
    for (double t : new double[] {0.1, 0.4, 0.9}) {
      PathBatch drawn = at(path, t);
      for (int i = 0; i < 200; i++) {
        double expected =
            published(path, drawn.t().get(i, 0), NOISE.get(i, 0), POINT, drawn.x().get(i, 0));
        // Single precision, and the bridge divides its rounding by t (1 - t).
        assertThat(drawn.target().get(i, 0)).isCloseTo(expected, within(2e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ProbabilityPath.class)
  void endsAreFinite(ProbabilityPath path) {
    for (double t : new double[] {0, 1}) {
      assertThat(at(path, t).x().isFinite()).isTrue();
      assertThat(at(path, t).target().isFinite()).isTrue();
    }
  }

  @Test
  void timesFollowTheirDensity() {
    double[] shares = shares(TimeDensity.UNIFORM, 0, 1);
    for (double share : shares) {
      assertThat(share).isCloseTo(0.1, within(0.004));
    }
    // Distribution functions: Phi(logit t), and (2 / pi) atan(t / (1 - t)).
    shares = shares(TimeDensity.LOGIT_NORMAL, 0, 1);
    assertThat(shares[0]).isCloseTo(0.014, within(0.002));
    assertThat(shares[4]).isCloseTo(0.5 - 0.34256, within(0.005));
    assertThat(shares(TimeDensity.LOGIT_NORMAL, 1, 0.5)[0]).isZero();
    shares = shares(TimeDensity.COSINE, 0, 1);
    assertThat(shares[0]).isCloseTo(2 / Math.PI * Math.atan(1.0 / 9), within(0.004));
    assertThat(shares[4]).isCloseTo(0.5 - 2 / Math.PI * Math.atan(4.0 / 6), within(0.005));
  }

  private static double[] shares(TimeDensity density, double location, double scale) {
    double[] shares = new double[10];
    for (double t : density.draw(ROWS, RANDOM.stream("t"), location, scale).doubles()) {
      assertThat(t).isBetween(0.0, 1.0);
      shares[Math.min(9, (int) (10 * t))] += 1.0 / ROWS;
    }
    return shares;
  }
}
