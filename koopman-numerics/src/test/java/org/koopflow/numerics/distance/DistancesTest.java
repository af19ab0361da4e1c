package org.koopflow.numerics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;

/** Closed forms, sizes as they occur in use, and bad input. */
class DistancesTest {
  static Stream<Distance> distances() {
    return Stream.of(
        SlicedWasserstein.fixed(2, 5),
        new ExactWasserstein(),
        new EnergyDistance(),
        new MaximumMeanDiscrepancy(1),
        new FrechetDistance(),
        new MeanSquaredError());
  }

  @ParameterizedTest
  @MethodSource("distances")
  void badSamplesAreRefusedInOneLine(Distance distance) {
    Batch good = Batch.of(2, 2, 1, 2, 3, 4);
    refused(distance, good, Batch.of(2, 3, 1, 2, 3, 4, 5, 6), "2 and 3");
    refused(distance, good, Batch.zeros(0, 2), "at least");
    refused(distance, Batch.zeros(0, 2), good, "at least");
    refused(distance, Batch.zeros(2, 0), Batch.zeros(2, 0), "at least one");
    refused(distance, good, Batch.of(2, 2, 1, 2, Float.NaN, 4), "second");
    refused(distance, Batch.ofDoubles(2, 2, 1, 2, Double.NEGATIVE_INFINITY, 4), good, "infinity");
  }

  private static void refused(Distance distance, Batch a, Batch b, String why) {
    assertThatExceptionOfType(KoopflowException.class)
        .isThrownBy(() -> distance.between(a, b))
        .withMessageContaining(why)
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest
  @MethodSource("distances")
  void samplesBeyondTheRangeGiveNoNonsense(Distance distance) {
    Batch huge = Batch.ofDoubles(2, 2, 1e200, 2, 3, -1e200);
    Batch good = Batch.of(2, 2, 1, 2, 3, 4);
    if (distance instanceof MaximumMeanDiscrepancy) {
      // Its kernel is 0 at any such distance.
      assertThat(distance.between(good, huge)).isCloseTo(Math.exp(-4), within(1e-15));
    } else {
      refused(distance, good, huge, "too large");
    }
  }

  @Test
  void sizesAndSettingsOutOfRangeAreRefused() {
    Batch one = Batch.of(1, 2, 1, 2);
    Batch two = Batch.of(2, 2, 1, 2, 3, 4);
    refused(new FrechetDistance(), one, two, "at least 2");
    refused(new MaximumMeanDiscrepancy(1), two, one, "at least 2");
    refused(new MeanSquaredError(), one, two, "1 and 2");
    refused(new ExactWasserstein(), two, one, "equal size");
    Batch many = Batch.zeros(ExactWasserstein.LARGEST + 1, 1);
    refused(new ExactWasserstein(), many, many, "at most 2000");
    refused(SlicedWasserstein.fixed(3, 4), two, two, "3 columns");
    for (double bandwidth : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new MaximumMeanDiscrepancy(bandwidth));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new SlicedWasserstein(Batch.zeros(0, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SlicedWasserstein(Batch.of(2, 2, 1, 0, 0, 0)))
        .withMessageContaining("direction 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SlicedWasserstein(Batch.of(1, 2, 1, Float.NaN)));
  }

  @Test
  void meanSquaredErrorIsAMeanOverRowsAndColumns() {
    assertThat(
            new MeanSquaredError().between(Batch.of(2, 2, 1, 2, 3, 4), Batch.of(2, 2, 1, 4, 0, 4)))
        .isEqualTo((4 + 9) / 4.0);
  }

  @Test
  void unequalSizesAreComparedByTheirQuantiles() {
    // Quantiles 0, 6 against 0, 3, 6: they differ by 0, 3, 3, 0 on sixths 2, 1, 1, 2.
    Batch a = Batch.of(2, 1, 6, 0);
    Batch b = Batch.of(3, 1, 3, 6, 0);
    SlicedWasserstein line = new SlicedWasserstein(Batch.of(1, 1, -2));
    assertThat(line.between(a, b)).isCloseTo(Math.sqrt(3), within(1e-15));
    assertThat(line.between(b, a)).isCloseTo(Math.sqrt(3), within(1e-15));
  }

  @Test
  void frechetHasItsClosedFormForDiagonalCovariances() {
    // Corners of boxes have covariances without cross terms: 4/3 of the squared half sides.
    Batch a = box(1, 2, 0);
    Batch b = box(3, 0.5, 10);
    double root = Math.sqrt(4 / 3.0);
    double expected = 200 + Math.pow(root * (1 - 3), 2) + Math.pow(root * (2 - 0.5), 2);
    assertThat(new FrechetDistance().between(a, b)).isCloseTo(expected, within(1e-11));
  }

  private static Batch box(double x, double y, double centre) {
    return Batch.ofDoubles(
        4,
        2,
        centre + x,
        centre + y,
        centre + x,
        centre - y,
        centre - x,
        centre + y,
        centre - x,
        centre - y);
  }

  @Test
  void singularCovariancesKeepTheirDigits() {
    // Ten samples in 40 columns: rank 9.
    Batch a = normal(10, 40, 1, 1);
    double[] moved = a.doubles().clone();
    for (int i = 0; i < moved.length; i += 40) {
      moved[i] += 2;
    }
    FrechetDistance frechet = new FrechetDistance();
    assertThat(frechet.between(a, a)).isCloseTo(0, within(1e-11));
    assertThat(frechet.between(a, Batch.ofDoubles(10, 40, moved))).isCloseTo(4, within(1e-11));
    Batch constant = Batch.filled(5, 2, 3);
    assertThat(frechet.between(constant, constant)).isZero();
  }

  @Test
  void thousandsOfSamplesInManyColumnsAreMeasured() {
    Batch a = normal(10_000, 64, 1, 1);
    Batch b = normal(10_000, 64, 2, 2);
    // N(0, I) against N(0, 4 I): distance sqrt(64) (2 - 1) squared; along any direction 1.
    assertThat(new FrechetDistance().between(a, b)).isCloseTo(64, within(2.0));
    assertThat(SlicedWasserstein.fixed(64, 50).between(a, b)).isCloseTo(1, within(0.03));
    double energy = new EnergyDistance().between(a.rows(0, 1000), b.rows(0, 1000));
    // E|X - Y| grows like sqrt of the summed variances: sqrt(64) (2 sqrt 5 - sqrt 2 - 2 sqrt 2).
    assertThat(energy).isCloseTo(8 * (2 * Math.sqrt(5) - 3 * Math.sqrt(2)), within(0.1));
  }

  @Test
  void fixedDirectionsAreTheSameEveryTime() {
    Batch a = normal(20, 5, 1, 1);
    Batch b = normal(20, 5, 2, 1);
    assertThat(SlicedWasserstein.fixed(5, 7).between(a, b))
        .isEqualTo(SlicedWasserstein.fixed(5, 7).between(a, b))
        .isNotEqualTo(SlicedWasserstein.fixed(5, 8).between(a, b));
  }

  private static Batch normal(int rows, int columns, long seed, double deviation) {
    Random random = new Random(seed);
    double[] data = new double[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian() * deviation;
    }
    return Batch.ofDoubles(rows, columns, data);
  }
}
