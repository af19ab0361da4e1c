package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.Dataset;
import org.koopflow.testkit.Failures;

/**
 * Moments and shapes against their analytic values. With 200,000 rows the standard error of a mean
 * is at most 0.0034 and that of a second moment at most 0.007 here; tolerances are four to five of
 * those, far below what a wrong factor would change.
 */
class GeneratedSourcesTest {
  private static final int ROWS = 200_000;
  private static final double MEAN = 0.015;
  private static final double COVARIANCE = 0.03;

  static Stream<GeneratedSource> sources() {
    return Stream.of(
        new EightGaussians(),
        new TwoMoons(),
        new Checkerboard(),
        new TwoSpirals(),
        new Pinwheel(),
        new SwissRoll(),
        new Gaussian());
  }

  private static Dataset load(GeneratedSource source, int samples, int testSamples, long seed) {
    return source.create(
        new GeneratedSource.Settings(samples, testSamples),
        new DataContext(new RandomStreams(seed)));
  }

  private static Dataset load(GeneratedSource source, int rows) {
    return load(source, rows, 2, 7);
  }

  /** Mean x, mean y, variance x, covariance, variance y of the chosen rows. */
  private static double[] moments(Batch rows, IntPredicate chosen) {
    double[] sums = new double[5];
    int[] indices = IntStream.range(0, rows.rows()).filter(chosen).toArray();
    for (int i : indices) {
      sums[0] += rows.get(i, 0) / indices.length;
      sums[1] += rows.get(i, 1) / indices.length;
    }
    for (int i : indices) {
      double x = rows.get(i, 0) - sums[0];
      double y = rows.get(i, 1) - sums[1];
      sums[2] += x * x / indices.length;
      sums[3] += x * y / indices.length;
      sums[4] += y * y / indices.length;
    }
    return sums;
  }

  private static void assertMoments(
      GeneratedSource source, double x, double y, double xx, double xy, double yy) {
    double[] actual = moments(load(source, ROWS).train(), i -> true);
    assertThat(actual[0]).as("mean x").isEqualTo(x, within(MEAN));
    assertThat(actual[1]).as("mean y").isEqualTo(y, within(MEAN));
    assertThat(actual[2]).as("variance x").isEqualTo(xx, within(COVARIANCE));
    assertThat(actual[3]).as("covariance").isEqualTo(xy, within(COVARIANCE));
    assertThat(actual[4]).as("variance y").isEqualTo(yy, within(COVARIANCE));
  }

  private static void assertEqualShares(int[] labels, int classes) {
    int[] counts = new int[classes];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    double expected = (double) labels.length / classes;
    for (int count : counts) {
      assertThat((double) count).isEqualTo(expected, within(5 * Math.sqrt(expected)));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void sameSeedGivesTheSameBits(GeneratedSource source) {
    Dataset once = load(source, 500, 100, 3);
    Dataset again = load(source, 500, 100, 3);
    assertThat(once.train()).isEqualTo(again.train());
    assertThat(once.test()).isEqualTo(again.test());
    assertThat(once.trainLabels().map(Arrays::toString))
        .isEqualTo(again.trainLabels().map(Arrays::toString));
    assertThat(load(source, 500, 100, 4).train()).isNotEqualTo(once.train());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void trainAndTestRowsAreIndependentStreams(GeneratedSource source) {
    Dataset small = load(source, 500, 100, 3);
    Dataset large = load(source, 900, 300, 3);
    assertThat(large.train().rows(0, 500)).isEqualTo(small.train());
    assertThat(large.test().rows(0, 100)).isEqualTo(small.test());
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(small.train().get(i, 0));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(seen).doesNotContain(small.test().get(i, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void rowsAreFiniteAndOfUnitOrder(GeneratedSource source) {
    Dataset data = load(source, 10_000);
    assertThat(data.name()).isEqualTo(source.name());
    assertThat(data.dimension()).isEqualTo(2);
    assertThat(data.train().isFinite()).isTrue();
    double[] moments = moments(data.train(), i -> true);
    assertThat(moments[2] + moments[4]).isBetween(0.5, 5.0);
  }

  @Test
  void tooManyRowsAreRefused() {
    Failures.assertRefuses(
        () -> load(new EightGaussians(), 2_000_000_000, 2, 1),
        "eight-gaussians",
        "1073741819",
        "2000000000");
  }

  @Test
  void eightGaussians() {
    assertMoments(new EightGaussians(), 0, 0, 2.01, 0, 2.01);
    Dataset data = load(new EightGaussians(), ROWS);
    int[] labels = data.trainLabels().orElseThrow();
    assertEqualShares(labels, 8);
    for (int k = 0; k < 8; k++) {
      int mode = k;
      double[] actual = moments(data.train(), i -> labels[i] == mode);
      assertThat(actual[0]).isEqualTo(2 * Math.cos(k * Math.PI / 4), within(0.003));
      assertThat(actual[1]).isEqualTo(2 * Math.sin(k * Math.PI / 4), within(0.003));
      assertThat(actual[2]).isEqualTo(0.01, within(0.0005));
      assertThat(actual[3]).isEqualTo(0, within(0.0005));
      assertThat(actual[4]).isEqualTo(0.01, within(0.0005));
    }
  }

  @Test
  void twoMoons() {
    double blur = 0.08 * 0.08;
    double height = 2 / Math.PI - 0.25;
    double within = 0.5 - 4 / (Math.PI * Math.PI);
    assertMoments(
        new TwoMoons(), 0, 0, 0.5 + 0.25 + blur, -0.5 * height, within + height * height + blur);
    Dataset data = load(new TwoMoons(), ROWS);
    int[] labels = data.trainLabels().orElseThrow();
    assertEqualShares(labels, 2);
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      double sign = labels[i] == 0 ? 1 : -1;
      double x = sign * data.train().get(i, 0) + 0.5;
      double y = sign * data.train().get(i, 1) + 0.25;
      // Half a circle, seen from its centre: beyond the ends only blurred points lie.
      assertThat(y).isGreaterThan(-6 * 0.08);
      squares += Math.pow(Math.hypot(x, y) - 1, 2) / ROWS;
    }
    assertThat(Math.sqrt(squares)).isEqualTo(0.08, within(0.001));
  }

  @Test
  void checkerboard() {
    assertMoments(new Checkerboard(), 0, 0, 4 / 3.0, 0.25, 4 / 3.0);
    Dataset data = load(new Checkerboard(), ROWS);
    assertThat(data.trainLabels()).isEmpty();
    int[] squares = new int[ROWS];
    double[] inside = new double[2];
    for (int i = 0; i < ROWS; i++) {
      int column = (int) Math.floor(data.train().get(i, 0));
      int row = (int) Math.floor(data.train().get(i, 1));
      assertThat(column).isBetween(-2, 1);
      assertThat(row).isBetween(-2, 1);
      assertThat(Math.floorMod(column + row, 2)).isZero();
      squares[i] = 2 * (column + 2) + (row + 2) / 2;
      inside[0] += (data.train().get(i, 0) - column) / ROWS;
      inside[1] += (data.train().get(i, 1) - row) / ROWS;
    }
    assertEqualShares(squares, 8);
    assertThat(inside[0]).isEqualTo(0.5, within(0.004));
    assertThat(inside[1]).isEqualTo(0.5, within(0.004));
  }

  @Test
  void twoSpirals() {
    // E r^2 = 2, shared out by E cos(6 pi s) and E sin(6 pi s) under the density 4 s^3 of r^2.
    double k = 6 * Math.PI;
    double tilt = 12 / (k * k);
    double blur = 0.06 * 0.06;
    assertMoments(
        new TwoSpirals(), 0, 0, 1 + tilt + blur, -4 / k + 24 / (k * k * k), 1 - tilt + blur);
    Dataset data = load(new TwoSpirals(), 4000);
    int[] labels = data.trainLabels().orElseThrow();
    assertEqualShares(labels, 2);
    double[][] curve = new double[2000][];
    for (int c = 0; c < curve.length; c++) {
      double s = (double) c / (curve.length - 1);
      curve[c] =
          new double[] {2 * s * Math.cos(3 * Math.PI * s), 2 * s * Math.sin(3 * Math.PI * s)};
    }
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      double sign = labels[i] == 0 ? 1 : -1;
      squares +=
          squaredDistance(sign * data.train().get(i, 0), sign * data.train().get(i, 1), curve)
              / 4000;
    }
    assertThat(Math.sqrt(squares)).isEqualTo(0.06, within(0.004));
  }

  @Test
  void swissRoll() {
    Dataset data = load(new SwissRoll(), ROWS);
    assertThat(data.trainLabels()).isEmpty();
    double[] actual = moments(data.train(), i -> true);
    double x = 8 / (9 * Math.PI);
    double y = 2 / (4.5 * Math.PI) / (1.5 * Math.PI);
    assertThat(actual[0]).isEqualTo(x, within(MEAN));
    assertThat(actual[1]).isEqualTo(y, within(MEAN));
    assertThat(actual[2] + actual[4] + x * x + y * y)
        .isEqualTo(52 / 27.0 + 2 * 0.05 * 0.05, within(COVARIANCE));
    double[][] curve = new double[4000][];
    for (int c = 0; c < curve.length; c++) {
      double a = Math.PI * (1.5 + 3.0 * c / (curve.length - 1));
      double radius = 2 * a / (4.5 * Math.PI);
      curve[c] = new double[] {radius * Math.cos(a), radius * Math.sin(a)};
    }
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      squares += squaredDistance(data.train().get(i, 0), data.train().get(i, 1), curve) / 4000;
    }
    assertThat(Math.sqrt(squares)).isEqualTo(0.05, within(0.003));
  }

  private static double squaredDistance(double x, double y, double[][] curve) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] point : curve) {
      double dx = x - point[0];
      double dy = y - point[1];
      least = Math.min(least, dx * dx + dy * dy);
    }
    return least;
  }

  @Test
  void pinwheel() {
    assertMoments(new Pinwheel(), 0, 0, 1.21, 0, 1.21);
    Dataset data = load(new Pinwheel(), ROWS);
    int[] labels = data.trainLabels().orElseThrow();
    assertEqualShares(labels, 5);
    // Unbent, a blade is the Gaussian it was made from, up to second order in its width.
    float[] unbent = new float[2 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      double x = data.train().get(i, 0);
      double y = data.train().get(i, 1);
      double radius = Math.hypot(x, y);
      double turn = 2 * Math.PI * labels[i] / 5 + 0.25 * Math.exp(radius);
      unbent[2 * i] = (float) (Math.cos(turn) * x + Math.sin(turn) * y);
      unbent[2 * i + 1] = (float) (Math.cos(turn) * y - Math.sin(turn) * x);
    }
    double[] actual = moments(Batch.of(ROWS, 2, unbent), i -> true);
    assertThat(actual[0]).isEqualTo(1.5, within(0.01));
    assertThat(actual[1]).isEqualTo(0, within(0.01));
    assertThat(Math.sqrt(actual[2])).isEqualTo(0.4, within(0.01));
    assertThat(Math.sqrt(actual[4])).isEqualTo(0.1, within(0.003));
  }

  @Test
  void gaussian() {
    assertMoments(new Gaussian(), 1, -0.5, 0.25, 0, 2.25);
    assertThat(Gaussian.mean()).containsExactly(1, -0.5);
    assertThat(Gaussian.deviation()).containsExactly(0.5, 1.5);
    assertThat(Gaussian.covariance().toArray()).containsExactly(0.25, 0, 0, 2.25);
    Batch rows = load(new Gaussian(), ROWS).train();
    // The fourth standardised moment tells a Gaussian, 3, from a uniform density, 1.8.
    for (int j = 0; j < 2; j++) {
      double fourth = 0;
      for (int i = 0; i < ROWS; i++) {
        double standard = (rows.get(i, j) - Gaussian.mean()[j]) / Gaussian.deviation()[j];
        fourth += Math.pow(standard, 4) / ROWS;
      }
      assertThat(fourth).isEqualTo(3, within(0.1));
    }
  }
}
