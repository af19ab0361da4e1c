package org.koopflow.parts.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.testkit.Failures;

class TransformTest {
  /** Four rows whose covariance is [[2, 1], [1, 2]] and whose mean is (10, -5). */
  private static final Batch KNOWN =
      Batch.ofDoubles(
          4,
          2,
          10 + Math.sqrt(3),
          -5 + Math.sqrt(3),
          10 - Math.sqrt(3),
          -5 - Math.sqrt(3),
          11,
          -6,
          9,
          -4);

  private static Batch sample(int rows, int columns) {
    return RandomStreams.normal(rows, columns, new RandomStreams(5).stream("x"));
  }

  private static Weights with(Transform transform, String name, Batch value) {
    Map<String, Batch> values = new LinkedHashMap<>(transform.toWeights().values());
    values.put(name, value);
    return new Weights(values);
  }

  @Test
  void noneChangesNothing() {
    Transform transform = Transforms.fit("none", 0, KNOWN);
    assertThat(transform.forward(KNOWN)).isEqualTo(KNOWN);
    assertThat(transform.inverse(KNOWN)).isEqualTo(KNOWN);
    assertThat(transform.dimension()).isEqualTo(2);
    assertThat(transform.explainedVariance()).isEqualTo(1);
  }

  @Test
  void scalesAllNumbersAlike() {
    Batch train = Batch.of(2, 2, 0, 4, 1, 3);
    Transform transform = Transforms.fit("scale", 0, train);
    assertThat(transform.forward(train)).isEqualTo(Batch.of(2, 2, -1, 1, -0.5f, 0.5f));
    assertThat(transform.inverse(Batch.of(1, 2, 0, 1))).isEqualTo(Batch.of(1, 2, 2, 4));
    Failures.assertRefuses(
        () -> Transforms.fit("scale", 0, Batch.of(2, 1, 3, 3)), "numbers that vary", "hold 3.0");
    Failures.assertFails(
        () -> Scaling.of(with(transform, "reach", Batch.ofDoubles(1, 1, 0))), "a reach of 0");
  }

  @Test
  void anImageStaysOneWhereEveryPixelKeepsItsPlace() {
    Space images = Space.of(new ImageLayout(1, 1, 2)).withConditions(3);
    for (String kind : new String[] {"none", "scale", "standardize"}) {
      assertThat(Transforms.fit(kind, 0, KNOWN).space(images)).as(kind).isEqualTo(images);
    }
    assertThat(Transforms.fit("whiten", 1, KNOWN).space(images))
        .isEqualTo(Space.of(1).withConditions(3));
  }

  @Test
  void standardizesAKnownExample() {
    Batch coordinates = Transforms.fit("standardize", 0, KNOWN).forward(KNOWN);
    double[] expected = KNOWN.doubles().clone();
    for (int i = 0; i < 8; i++) {
      expected[i] = (expected[i] - (i % 2 == 0 ? 10 : -5)) / Math.sqrt(2);
    }
    assertThat(coordinates.doubles()).containsExactly(expected, within(1e-14));
  }

  @Test
  void whitensAKnownExample() {
    // Eigenvalues 3 along (1, 1) and 1 along (1, -1); both have their first entry positive.
    Transform transform = Transforms.fit("whiten", 0, KNOWN);
    double root = Math.sqrt(0.5);
    assertThat(transform.toWeights().get("directions").doubles())
        .containsExactly(new double[] {root, root, root, -root}, within(1e-14));
    assertThat(transform.toWeights().get("deviation").doubles())
        .containsExactly(new double[] {Math.sqrt(3), 1}, within(1e-14));
    double r2 = Math.sqrt(2);
    assertThat(transform.forward(KNOWN).doubles())
        .containsExactly(new double[] {r2, 0, -r2, 0, 0, r2, 0, -r2}, within(1e-14));
    Transform one = Transforms.fit("whiten", 1, KNOWN);
    assertThat(one.explainedVariance()).isEqualTo(0.75, within(1e-14));
    assertThat(one.inverse(one.forward(KNOWN)).doubles())
        .containsExactly(
            new double[] {
              10 + Math.sqrt(3),
              -5 + Math.sqrt(3),
              10 - Math.sqrt(3),
              -5 - Math.sqrt(3),
              10,
              -5,
              10,
              -5
            },
            within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standardize", "whiten"})
  void keepsThePrecisionOfABatch(String kind) {
    Transform transform = Transforms.fit(kind, 0, sample(50, 3));
    for (Precision precision : Precision.values()) {
      Batch rows = sample(4, 3).to(precision);
      assertThat(transform.forward(rows).precision()).isEqualTo(precision);
      assertThat(transform.inverse(rows).precision()).isEqualTo(precision);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standardize", "whiten"})
  void isTheSameAfterSaving(String kind) {
    Transform transform = Transforms.fit(kind, kind.equals("whiten") ? 2 : 0, sample(50, 3));
    Transform read = Transforms.restore(kind, transform.toWeights());
    Batch rows = sample(20, 3);
    assertThat(read.dataDimension()).isEqualTo(3);
    assertThat(read.dimension()).isEqualTo(transform.dimension());
    assertThat(read.explainedVariance()).isEqualTo(transform.explainedVariance());
    assertThat(read.toWeights()).isEqualTo(transform.toWeights());
    Batch coordinates = transform.forward(rows);
    assertThat(read.forward(rows)).isEqualTo(coordinates);
    assertThat(read.inverse(coordinates)).isEqualTo(transform.inverse(coordinates));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standardize", "whiten"})
  void survivesBeingSavedInSinglePrecision(String kind) {
    Transform transform = Transforms.fit(kind, 0, sample(50, 3));
    Weights rounded = transform.toWeights().map(value -> value.to(Precision.FLOAT32));
    Batch rows = sample(20, 3);
    assertThat(Transforms.restore(kind, rounded).forward(rows).doubles())
        .containsExactly(transform.forward(rows).doubles(), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standardize", "whiten"})
  void refusesOtherWidths(String kind) {
    Transform transform = Transforms.fit(kind, kind.equals("whiten") ? 2 : 0, sample(50, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transform.forward(sample(2, 4)))
        .withMessageContaining("3 columns");
    assertThatIllegalArgumentException().isThrownBy(() -> transform.inverse(sample(2, 4)));
  }

  @Test
  void isTheSameWhenFittedAgain() {
    Batch rows = sample(300, 40);
    assertThat(Transforms.fit("whiten", 7, rows).toWeights())
        .isEqualTo(Transforms.fit("whiten", 7, rows).toWeights());
  }

  @Test
  void refusesToStandardizeConstantColumns() {
    // 0.1 is not exact in binary: its sum over the rows, divided again, must not look variable.
    Batch rows = Batch.of(3, 2, 1, 0.1f, 2, 0.1f, 3, 0.1f);
    Failures.assertRefuses(
        () -> Transforms.fit("standardize", 0, rows), "column 2 of 2", "0.1", "3 training rows");
    Batch doubles = Batch.ofDoubles(3, 1, 0.1, 0.1, 0.1);
    Failures.assertRefuses(() -> Transforms.fit("standardize", 0, doubles), "column 1 of 1");
  }

  @Test
  void saysHowManyComponentsAreAllowed() {
    Batch rows = sample(100, 3);
    Failures.assertRefuses(
        () -> Transforms.fit("whiten", 4, rows),
        "4 components",
        "at most 3",
        "100 training rows of 3");
    // The third column is the sum of the others, as far as single precision can tell.
    float[] dependent = rows.floats().clone();
    for (int i = 0; i < 100; i++) {
      dependent[3 * i + 2] = dependent[3 * i] + dependent[3 * i + 1];
    }
    Batch flat = Batch.of(100, 3, dependent);
    Failures.assertRefuses(() -> Transforms.fit("whiten", 0, flat), "3 components", "at most 2");
    assertThat(Transforms.fit("whiten", 2, flat).explainedVariance()).isEqualTo(1, within(1e-12));
    Failures.assertRefuses(
        () -> Transforms.fit("whiten", 0, sample(4, 9)), "9 components", "at most 3");
    Failures.assertRefuses(
        () -> Transforms.fit("whiten", 1, Batch.filled(5, 2, 0.1)), "1 components", "at most 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"standardize", "whiten"})
  void refusesFewerThanTwoRows(String kind) {
    Failures.assertRefuses(
        () -> Transforms.fit(kind, 0, sample(1, 3)), kind, "2 training rows", "1 x 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "standardize", "whiten"})
  void refusesMissingAndForeignNumbers(String kind) {
    Transform transform = Transforms.fit(kind, 0, sample(50, 3));
    Failures.assertFails(() -> Transforms.restore(kind, Weights.EMPTY), kind, "[]");
    Weights foreign = with(transform, "foreign", Batch.zeros(1, 1));
    Failures.assertFails(() -> Transforms.restore(kind, foreign), "foreign");
    for (String name : transform.toWeights().values().keySet()) {
      Batch value = transform.toWeights().get(name);
      Weights nan = with(transform, name, Batch.filled(value.rows(), value.columns(), Double.NaN));
      Failures.assertFails(() -> Transforms.restore(kind, nan), name, "not finite");
      Weights tall = with(transform, name, Batch.filled(value.rows() + 1, value.columns(), 1));
      Failures.assertFails(() -> Transforms.restore(kind, tall), "must be", name);
      Weights empty = with(transform, name, Batch.zeros(1, 0));
      Failures.assertFails(() -> Transforms.restore(kind, empty), "must be");
    }
  }

  @Test
  void refusesNumbersThatCannotBe() {
    Transform none = Transforms.fit("none", 0, sample(50, 3));
    for (double dimension : new double[] {0, -2, 2.5, 1e20}) {
      Weights bad = with(none, "dimension", Batch.ofDoubles(1, 1, dimension));
      Failures.assertFails(() -> Transforms.restore("none", bad), "dimension of " + dimension);
    }
    Transform standardize = Transforms.fit("standardize", 0, sample(50, 3));
    Weights zero = with(standardize, "deviation", Batch.of(1, 3, 1, 0, 1));
    Failures.assertFails(() -> Transforms.restore("standardize", zero), "deviation of 0.0");
    Weights shorter = with(standardize, "deviation", Batch.of(1, 2, 1, 1));
    Failures.assertFails(() -> Transforms.restore("standardize", shorter), "1 x 3, got 1 x 2");
    Transform whiten = Transforms.fit("whiten", 2, sample(50, 3));
    Weights negative = with(whiten, "deviation", Batch.of(1, 2, 1, -1));
    Failures.assertFails(() -> Transforms.restore("whiten", negative), "deviation of -1.0");
    Weights many = with(whiten, "deviation", Batch.filled(1, 4, 1));
    Failures.assertFails(() -> Transforms.restore("whiten", many), "4 components of 3 columns");
    Weights skew = with(whiten, "directions", Batch.of(2, 3, 1, 0, 0, 0.1f, 1, 0));
    Failures.assertFails(() -> Transforms.restore("whiten", skew), "not orthonormal");
    Weights more = with(whiten, "explainedVariance", Batch.of(1, 1, 1.5f));
    Failures.assertFails(() -> Transforms.restore("whiten", more), "explained variance of 1.5");
  }
}
