package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;

/**
 * What holds for every transform of data.
 *
 * @param <S> its settings
 */
public interface TransformContract<S extends Record> extends PluginContract<TransformProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * Rows to compute the transform from.
   *
   * @return correlated columns of different scales far from the origin, unless overridden by rows
   *     of as many columns, all of them varying
   */
  default Batch train() {
    return correlated(400, "transform train");
  }

  private static Batch correlated(int rows, String purpose) {
    int columns = 5;
    Batch noise = Samples.normal(rows, columns, purpose);
    float[] values = new float[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double neighbour = noise.get(i, (j + 1) % columns);
        values[i * columns + j] =
            (float) (20 - 10 * j + (j + 1) * noise.get(i, j) + 0.3 * neighbour);
      }
    }
    return Batch.of(rows, columns, values);
  }

  private Transform transform() {
    return provider().create(settings(), new TransformContext(train()));
  }

  /** Rows the transform was not computed from, in double precision. */
  private Batch others(String purpose) {
    Batch train = train();
    Batch noise = Samples.normal(30, train.columns(), purpose);
    return Samples.moved(train.rows(0, 30), noise, 1);
  }

  private static Batch coordinates(Transform transform) {
    return Samples.normal(30, transform.dimension(), "transform coordinates").to(Precision.FLOAT64);
  }

  private static Batch between(Batch a, Batch b, double share) {
    return Samples.moved(Samples.moved(Batch.zeros(a.rows(), a.columns()), a, share), b, 1 - share);
  }

  /** Rows stay rows; columns are as many as it says. */
  @Test
  default void hasTheSizesItSays() {
    Transform transform = transform();
    Batch rows = others("transform sizes");
    assertThat(transform.dataDimension()).isEqualTo(train().columns());
    Batch there = transform.forward(rows);
    assertThat(there.rows()).isEqualTo(rows.rows());
    assertThat(there.columns()).isEqualTo(transform.dimension());
    Batch back = transform.inverse(there);
    assertThat(back.rows()).isEqualTo(rows.rows());
    assertThat(back.columns()).isEqualTo(rows.columns());
  }

  /** It leads to as many coordinates as it says, under the same condition. */
  @Test
  default void saysWhatSpaceItLeadsTo() {
    Transform transform = transform();
    ImageLayout image = new ImageLayout(1, 1, transform.dataDimension());
    Space there = transform.space(Space.of(image).withConditions(3));
    assertThat(there.dimension()).isEqualTo(transform.dimension());
    assertThat(there.conditions()).isEqualTo(3);
    there.image().ifPresent(kept -> assertThat(kept).isEqualTo(image));
    assertThat(transform.space(Space.of(transform.dataDimension())))
        .isEqualTo(Space.of(transform.dimension()));
  }

  /** Single precision in, single precision out; double likewise. */
  @Test
  default void keepsThePrecisionOfABatch() {
    Transform transform = transform();
    for (Precision precision : Precision.values()) {
      Batch rows = others("transform precision").to(precision);
      Batch there = transform.forward(rows);
      assertThat(there.precision()).isEqualTo(precision);
      assertThat(transform.inverse(there).precision()).isEqualTo(precision);
      assertThat(transform.forwardVelocity(rows).precision()).isEqualTo(precision);
    }
  }

  /** The way back undoes the way there where nothing is lost. */
  @Test
  default void leadsBackWhereNothingIsLost() {
    Transform transform = transform();
    Assumptions.assumeTrue(
        transform.explainedVariance() > 1 - 1e-12,
        () -> "transform '" + provider().name() + "' loses something here");
    Batch rows = others("transform back");
    Samples.assertClose(transform.inverse(transform.forward(rows)), rows, 1e-9);
  }

  /** The way there undoes the way back, unless there are more coordinates than columns. */
  @Test
  default void leadsThereAgain() {
    Transform transform = transform();
    Assumptions.assumeTrue(
        transform.dimension() <= transform.dataDimension(),
        () -> "transform '" + provider().name() + "' has more coordinates than columns");
    Batch coordinates = coordinates(transform);
    Samples.assertClose(transform.forward(transform.inverse(coordinates)), coordinates, 1e-9);
  }

  /** What is lost of the training rows' variance is what it says. */
  @Test
  default void saysWhatIsLost() {
    Transform transform = transform();
    assertThat(transform.explainedVariance()).isPositive().isLessThanOrEqualTo(1);
    Batch rows = train().to(Precision.FLOAT64);
    Batch back = transform.inverse(transform.forward(rows));
    double lost = 0;
    double total = 0;
    for (int j = 0; j < rows.columns(); j++) {
      double mean = 0;
      for (int i = 0; i < rows.rows(); i++) {
        mean += rows.get(i, j) / rows.rows();
      }
      for (int i = 0; i < rows.rows(); i++) {
        lost += Math.pow(back.get(i, j) - rows.get(i, j), 2);
        total += Math.pow(rows.get(i, j) - mean, 2);
      }
    }
    assertThat(transform.explainedVariance()).isCloseTo(1 - lost / total, within(1e-9));
  }

  /** Both ways take points of a straight line to points of a straight line. */
  @Test
  default void isAffine() {
    Transform transform = transform();
    Batch a = others("transform a");
    Batch b = others("transform b");
    Batch mixed = between(a, b, 2.5);
    Samples.assertClose(
        transform.forward(mixed), between(transform.forward(a), transform.forward(b), 2.5), 1e-9);
    Batch there = transform.forward(a);
    Batch end = coordinates(transform);
    Samples.assertClose(
        transform.inverse(between(there, end, -0.5)),
        between(transform.inverse(there), transform.inverse(end), -0.5),
        1e-9);
  }

  /** A velocity moves with the points: it is a difference of two of them. */
  @Test
  default void takesVelocitiesAlong() {
    Transform transform = transform();
    Batch x = others("transform x");
    Batch velocity = Samples.normal(x.rows(), x.columns(), "transform velocity");
    Batch moved = transform.forward(Samples.moved(x, velocity, 1));
    Batch expected = Samples.moved(moved, transform.forward(x), -1);
    Samples.assertClose(transform.forwardVelocity(velocity.to(Precision.FLOAT64)), expected, 1e-9);
    // Whatever the shift, single precision has its seven digits.
    Samples.assertClose(transform.forwardVelocity(velocity), expected, 1e-6);
  }

  /** No row depends on the others. */
  @Test
  default void treatsRowsAlone() {
    Transform transform = transform();
    Batch rows = others("transform alone").to(Precision.FLOAT32);
    Batch there = transform.forward(rows);
    Batch back = transform.inverse(there);
    Batch velocity = transform.forwardVelocity(rows);
    for (int i : new int[] {0, 7, rows.rows() - 1}) {
      Batch row = rows.rows(i, i + 1);
      Samples.assertSameBits(transform.forward(row), there.rows(i, i + 1));
      Samples.assertSameBits(transform.inverse(there.rows(i, i + 1)), back.rows(i, i + 1));
      Samples.assertSameBits(transform.forwardVelocity(row), velocity.rows(i, i + 1));
    }
  }

  private static void assertEqual(Transform actual, Transform expected, Batch rows) {
    assertThat(actual.dataDimension()).isEqualTo(expected.dataDimension());
    assertThat(actual.dimension()).isEqualTo(expected.dimension());
    assertThat(actual.explainedVariance()).isEqualTo(expected.explainedVariance());
    assertThat(actual.toWeights()).isEqualTo(expected.toWeights());
    Batch there = expected.forward(rows);
    Samples.assertSameBits(actual.forward(rows), there);
    Samples.assertSameBits(actual.inverse(there), expected.inverse(there));
    Samples.assertSameBits(actual.forwardVelocity(rows), expected.forwardVelocity(rows));
  }

  /** The same rows give the same transform to the last bit. */
  @Test
  default void isDeterministic() {
    assertEqual(transform(), transform(), others("transform again"));
  }

  /** What was saved is the same to the last bit. */
  @Test
  default void isTheSameAfterSaving() {
    Transform transform = transform();
    Weights weights = transform.toWeights();
    weights
        .values()
        .forEach((name, w) -> assertThat(w.precision()).as(name).isEqualTo(Precision.FLOAT64));
    assertEqual(provider().restore(weights), transform, others("transform saved"));
  }

  private void assertRefused(Map<String, Batch> damaged, String name) {
    Failures.assertFails(() -> provider().restore(new Weights(damaged)), name);
  }

  /** Numbers of something else, too many or too few, are refused in one line that names them. */
  @Test
  default void refusesDamagedWeights() {
    Map<String, Batch> sound = transform().toWeights().values();
    Map<String, Batch> more = new LinkedHashMap<>(sound);
    more.put("of-something-else", Batch.ofDoubles(1, 1, 1));
    assertRefused(more, "of-something-else");
    for (String name : sound.keySet()) {
      Map<String, Batch> fewer = new LinkedHashMap<>(sound);
      fewer.remove(name);
      assertRefused(fewer, name);
      double[] numbers = sound.get(name).doubles().clone();
      numbers[numbers.length - 1] = Double.NaN;
      Map<String, Batch> broken = new LinkedHashMap<>(sound);
      broken.put(name, Batch.ofDoubles(sound.get(name).rows(), sound.get(name).columns(), numbers));
      assertRefused(broken, name);
    }
  }
}
