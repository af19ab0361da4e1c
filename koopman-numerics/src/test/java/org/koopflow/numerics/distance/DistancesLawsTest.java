package org.koopflow.numerics.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Batch;

/** What holds for the distances on any sets of samples. */
class DistancesLawsTest {
  private static final int COLUMNS = 3;
  private static final SlicedWasserstein SLICED = SlicedWasserstein.fixed(COLUMNS, 20);
  private static final EnergyDistance ENERGY = new EnergyDistance();
  private static final FrechetDistance FRECHET = new FrechetDistance();
  private static final ExactWasserstein EXACT = new ExactWasserstein();

  @Provide
  Arbitrary<Distance> distances() {
    return Arbitraries.of(List.of(SLICED, ENERGY, FRECHET, EXACT, new MeanSquaredError()));
  }

  private static Batch draw(long seed, int rows) {
    Random random = new Random(seed);
    return Batch.ofDoubles(
        rows,
        COLUMNS,
        IntStream.range(0, rows * COLUMNS).mapToDouble(i -> random.nextGaussian() * 2).toArray());
  }

  private static Batch shift(Batch samples, double... by) {
    double[] data = samples.doubles().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += by[i % COLUMNS];
    }
    return Batch.ofDoubles(samples.rows(), COLUMNS, data);
  }

  /**
   * Of no more samples than coordinates the covariance is singular: the root of an eigenvalue that
   * is 0 but for rounding is of the order of the root of eps, 1e-8, not of eps.
   */
  private static double rounding(int rows, double regular) {
    return rows <= COLUMNS + 1 ? 1e-6 : regular;
  }

  private static Batch shuffle(Batch samples, long seed) {
    List<Integer> order =
        new java.util.ArrayList<>(IntStream.range(0, samples.rows()).boxed().toList());
    java.util.Collections.shuffle(order, new Random(seed));
    return samples.gather(order.stream().mapToInt(Integer::intValue).toArray());
  }

  @Property(tries = 100)
  void distancesAreSymmetricAndNotNegative(
      @ForAll("distances") Distance distance,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int rows) {
    Batch a = draw(seed, rows);
    Batch b = draw(seed + 1, rows);
    double forth = distance.between(a, b);
    assertThat(forth).isGreaterThanOrEqualTo(0);
    double exact = distance == FRECHET ? rounding(rows, 1e-11) : 1e-11;
    assertThat(distance.between(b, a)).isCloseTo(forth, within(exact));
  }

  @Property(tries = 100)
  void equalSetsAreAtDistanceZero(
      @ForAll("distances") Distance distance,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int rows) {
    Batch a = draw(seed, rows);
    double exact = distance == FRECHET ? rounding(rows, 1e-11) : 1e-11;
    assertThat(distance.between(a, a)).isCloseTo(0, within(exact));
    if (!(distance instanceof MeanSquaredError)) {
      // The order of samples means nothing.
      assertThat(distance.between(a, shuffle(a, ~seed))).isCloseTo(0, within(exact));
    }
  }

  @Property(tries = 50)
  void theBiasOfTheDiscrepancyIsTakenOff(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int rows) {
    Batch a = draw(seed, rows);
    Batch b = draw(seed + 1, rows);
    MaximumMeanDiscrepancy discrepancy = new MaximumMeanDiscrepancy(2);
    assertThat(discrepancy.between(b, a)).isCloseTo(discrepancy.between(a, b), within(1e-13));
    // With itself: 2 (S - n) / (n (n - 1)) - 2 S / n^2, S the sum over all pairs, is below 0.
    assertThat(discrepancy.between(a, a)).isLessThan(0);
  }

  @Property(tries = 50)
  void aTranslationCostsItsLength(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 20) int rows,
      @ForAll @DoubleRange(min = -5, max = 5) double by) {
    Batch a = draw(seed, rows);
    Batch moved = shift(a, by, 1, -0.5);
    double squared = by * by + 1.25;
    assertThat(FRECHET.between(a, moved)).isCloseTo(squared, within(rounding(rows, 1e-10)));
    assertThat(EXACT.between(a, moved)).isCloseTo(Math.sqrt(squared), within(1e-10));
    SlicedWasserstein along = new SlicedWasserstein(Batch.of(1, 3, 0, 0, 7));
    assertThat(along.between(a, moved)).isCloseTo(0.5, within(1e-10));
  }

  @Property(tries = 50)
  void turningBothSetsChangesNothing(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 20) int rows,
      @ForAll @DoubleRange(min = 0, max = 6.28) double angle) {
    Batch a = draw(seed, rows);
    Batch b = shift(draw(seed + 1, rows + 3), 1, 0, 2);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double[][] turned = new double[2][];
    for (int side = 0; side < 2; side++) {
      turned[side] = (side == 0 ? a : b).doubles().clone();
      for (int i = 0; i < turned[side].length; i += COLUMNS) {
        double x = turned[side][i];
        double y = turned[side][i + 1];
        turned[side][i] = c * x - s * y;
        turned[side][i + 1] = s * x + c * y;
      }
    }
    Batch ta = Batch.ofDoubles(a.rows(), COLUMNS, turned[0]);
    Batch tb = Batch.ofDoubles(b.rows(), COLUMNS, turned[1]);
    assertThat(ENERGY.between(ta, tb)).isCloseTo(ENERGY.between(a, b), within(1e-11));
    assertThat(FRECHET.between(ta, tb))
        .isCloseTo(FRECHET.between(a, b), within(rounding(rows, 1e-10)));
  }

  @Property(tries = 50)
  void repeatingEverySampleChangesNoDistribution(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int rowsA,
      @ForAll @IntRange(min = 1, max = 12) int rowsB) {
    // The sets made equal in size by repetition are the same distributions.
    Batch a = draw(seed, rowsA);
    Batch b = draw(seed + 1, rowsB);
    Batch manyA = Batch.stack(java.util.Collections.nCopies(rowsB, a));
    Batch manyB = Batch.stack(java.util.Collections.nCopies(rowsA, b));
    assertThat(SLICED.between(a, b)).isCloseTo(SLICED.between(manyA, manyB), within(1e-12));
    assertThat(ENERGY.between(a, b)).isCloseTo(ENERGY.between(manyA, manyB), within(1e-11));
  }

  @Property(tries = 50)
  void slicingNeverExceedsTheExactDistance(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int rows) {
    Batch a = draw(seed, rows);
    Batch b = draw(seed + 1, rows);
    assertThat(SLICED.between(a, b)).isLessThanOrEqualTo(EXACT.between(a, b) + 1e-12);
  }
}
