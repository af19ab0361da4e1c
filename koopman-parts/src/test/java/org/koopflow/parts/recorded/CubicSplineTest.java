package org.koopflow.parts.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.RandomStreams;

class CubicSplineTest {
  private static double[] slopes(double[] times, DoubleUnaryOperator curve) {
    double[][] values = new double[times.length][];
    Arrays.setAll(values, k -> new double[] {curve.applyAsDouble(times[k])});
    return Arrays.stream(CubicSpline.slopes(times, values)).mapToDouble(s -> s[0]).toArray();
  }

  /** Times whose steps differ by up to a factor of four. */
  private static double[] uneven(int count, RandomGenerator random) {
    double[] times = new double[count];
    for (int k = 1; k < count; k++) {
      times[k] = times[k - 1] + 0.25 + 0.75 * random.nextDouble();
    }
    double end = times[count - 1];
    return Arrays.stream(times).map(t -> t / end).toArray();
  }

  @Test
  void cubicsAreDifferentiatedExactlyOnUnevenTimes() {
    RandomGenerator random = new RandomStreams(1).stream("times");
    for (int count = 4; count < 30; count++) {
      double[] times = uneven(count, random);
      double[] c = random.doubles(4, -2, 2).toArray();
      double[] slopes = slopes(times, t -> c[0] + t * (c[1] + t * (c[2] + t * c[3])));
      for (int k = 0; k < count; k++) {
        double t = times[k];
        assertThat(slopes[k]).isCloseTo(c[1] + t * (2 * c[2] + t * 3 * c[3]), within(1e-11));
      }
    }
  }

  /** Slopes by {@code scipy.interpolate.CubicSpline(t, y)(t, 1)}, SciPy 1.17.1. */
  @Test
  void agreesWithAnotherImplementation() {
    double[] times = {0, 0.1, 0.35, 0.5, 0.8, 1};
    double[] values = {1, -0.5, 2, 0.25, 3, -1};
    double[] expected = {
      -34.64158390628979,
      1.070519116737605,
      -3.389674051438752,
      -6.795354505438539,
      5.051475135508744,
      -53.97468078140346
    };
    double[][] columns = new double[6][];
    // Two curves at once: the second must come out negated and not disturb the first.
    Arrays.setAll(columns, k -> new double[] {values[k], -values[k]});
    double[][] slopes = CubicSpline.slopes(times, columns);
    for (int k = 0; k < 6; k++) {
      assertThat(slopes[k][0]).isCloseTo(expected[k], within(1e-11));
      assertThat(slopes[k][1]).isCloseTo(-expected[k], within(1e-11));
    }
  }

  private static double error(double[] times, boolean inner) {
    double[] slopes = slopes(times, t -> Math.sin(5 * t));
    double worst = 0;
    int margin = inner ? times.length / 4 : 0;
    for (int k = margin; k < times.length - margin; k++) {
      worst = Math.max(worst, Math.abs(slopes[k] - 5 * Math.cos(5 * times[k])));
    }
    return worst;
  }

  private static double[] even(int count) {
    double[] times = new double[count];
    Arrays.setAll(times, k -> (double) k / (count - 1));
    return times;
  }

  /** Times of a smooth but uneven map of equally spaced ones, so that all steps halve together. */
  private static double[] graded(int count) {
    return Arrays.stream(even(count)).map(t -> t * (0.4 + 0.6 * t)).toArray();
  }

  @Test
  void theOrderIsThreeEverywhereAndFourInside() {
    for (int count : new int[] {21, 41, 81}) {
      double everywhere = error(even(count), false) / error(even(2 * count - 1), false);
      assertThat(everywhere).isBetween(7.0, 9.5);
      double uneven = error(graded(count), false) / error(graded(2 * count - 1), false);
      assertThat(uneven).isBetween(7.0, 10.5);
      double inside = error(even(count), true) / error(even(2 * count - 1), true);
      assertThat(inside).isBetween(15.0, 17.5);
    }
  }

  @Test
  void tooFewKnotsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slopes(new double[] {0, 0.5, 1}, t -> t))
        .withMessageContaining("at least 4");
  }
}
