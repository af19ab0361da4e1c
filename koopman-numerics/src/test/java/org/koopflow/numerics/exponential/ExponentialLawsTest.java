package org.koopflow.numerics.exponential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.ExponentialContext;

/** What holds for the exponential of any matrix, whichever way it is computed. */
class ExponentialLawsTest {
  private static final List<Exponential> OF_ANY_MATRIX =
      List.of(
          new PadeExponential(),
          new TaylorExponential(TaylorSettings.DEFAULT),
          new AutoExponential(TaylorSettings.DEFAULT, ExponentialContext.DENSE),
          new KrylovExponential());

  private static final List<Exponential> ALL =
      Stream.concat(
              OF_ANY_MATRIX.stream(),
              Stream.of(new EigenExponential(EigenSettings.DEFAULT, ExponentialContext.DENSE)))
          .toList();

  @Provide
  Arbitrary<Exponential> strategies() {
    return Arbitraries.of(ALL);
  }

  private static Matrix draw(long seed, int n, double norm) {
    Matrix raw = Matrix.of(n, n, new Random(seed).doubles(n * n, -1, 1).toArray());
    return raw.times(norm / raw.norm1());
  }

  /** What a method may lose beyond others; matrices it refuses are left out. */
  private static double loss(Exponential exponential, Matrix a) {
    try {
      return Conditioning.loss(exponential, a);
    } catch (KoopflowException refused) {
      Assume.that(false);
      throw refused;
    }
  }

  private static void assertClose(Matrix computed, Matrix expected, double scale) {
    assertThat(computed.plus(-1, expected).norm1()).isLessThanOrEqualTo(1e-13 * scale);
  }

  @Property(tries = 100)
  void stepsCompose(
      @ForAll("strategies") Exponential exponential,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @DoubleRange(min = 0.01, max = 8) double norm,
      @ForAll @DoubleRange(min = -1, max = 1) double s) {
    Matrix a = draw(seed, n, norm);
    double loss = loss(exponential, a);
    Matrix one = exponential.exp(a.times(s));
    Matrix other = exponential.exp(a.times(1 - s));
    assertClose(
        one.times(other), exponential.exp(a), loss * (1 + norm) * one.norm1() * other.norm1());
  }

  @Property(tries = 100)
  void theOppositeInverts(
      @ForAll("strategies") Exponential exponential,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @DoubleRange(min = 0.01, max = 6) double norm) {
    Matrix a = draw(seed, n, norm);
    double loss = loss(exponential, a);
    Matrix forth = exponential.exp(a);
    Matrix back = exponential.exp(a.times(-1));
    assertClose(
        forth.times(back), Matrix.identity(n), loss * (1 + norm) * forth.norm1() * back.norm1());
  }

  @Property(tries = 100)
  void transposingCommutes(
      @ForAll("strategies") Exponential exponential,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int n,
      @ForAll @DoubleRange(min = 0.01, max = 20) double norm) {
    Matrix a = draw(seed, n, norm);
    double loss = loss(exponential, a) + loss(exponential, a.transpose());
    Matrix one = exponential.exp(a);
    Matrix other = exponential.exp(a.transpose());
    assertClose(other, one.transpose(), loss * (1 + norm) * Math.max(one.norm1(), other.norm1()));
  }

  @Property(tries = 100)
  void similarityCommutes(
      @ForAll("strategies") Exponential exponential,
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 8) int n,
      @ForAll @DoubleRange(min = 0.01, max = 8) double norm) {
    // A product of shears has its inverse at hand.
    Matrix a = draw(seed, n, norm);
    Matrix shear = Matrix.identity(n);
    Matrix inverse = Matrix.identity(n);
    Random random = new Random(~seed);
    for (int k = 0; k + 1 < n; k++) {
      double[] by = new double[n * n];
      by[k * n + k + 1] = random.nextDouble() - 0.5;
      Matrix step = Matrix.of(n, n, by);
      shear = shear.times(Matrix.identity(n).plus(step));
      inverse = Matrix.identity(n).plus(-1, step).times(inverse);
    }
    Matrix moved = shear.times(a).times(inverse);
    double condition = shear.norm1() * inverse.norm1();
    double loss = loss(exponential, a) + loss(exponential, moved);
    Matrix one = exponential.exp(a);
    Matrix other = exponential.exp(moved);
    assertClose(
        other,
        shear.times(one).times(inverse),
        loss * (1 + norm) * condition * Math.max(one.norm1(), other.norm1()));
  }

  @Example
  void nilpotentMatricesGiveFinitePolynomials() {
    Matrix a = Matrix.ofRows(new double[] {0, 2, 6}, new double[] {0, 0, 4}, new double[3]);
    Matrix expected =
        Matrix.ofRows(new double[] {1, 2, 10}, new double[] {0, 1, 4}, new double[] {0, 0, 1});
    for (Exponential exponential : OF_ANY_MATRIX) {
      assertClose(exponential.exp(a), expected, 10);
    }
  }

  @Example
  void rotationsTurn() {
    for (double angle : new double[] {0.1, 1, Math.PI, 30}) {
      Matrix expected =
          Matrix.of(2, 2, Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle));
      for (Exponential exponential : ALL) {
        assertClose(exponential.exp(Matrix.of(2, 2, 0, -angle, angle, 0)), expected, 1);
      }
    }
  }

  @Example
  void jordanBlocksGivePolynomialsTimesAnExponential() {
    double rate = -1.7;
    int n = 5;
    double[] jordan = new double[n * n];
    double[] expected = new double[n * n];
    for (int i = 0; i < n; i++) {
      jordan[i * n + i] = rate;
      double factorial = 1;
      for (int j = i; j < n; j++) {
        factorial *= Math.max(1, j - i);
        expected[i * n + j] = Math.exp(rate) / factorial;
      }
      if (i + 1 < n) {
        jordan[i * n + i + 1] = 1;
      }
    }
    for (Exponential exponential : OF_ANY_MATRIX) {
      assertClose(exponential.exp(Matrix.of(n, n, jordan)), Matrix.of(n, n, expected), 1);
    }
  }

  @Example
  void aNumberIsItsOwnMatrix() {
    for (Exponential exponential : ALL) {
      for (double number : new double[] {0, 1e-20, -0.3, 5, -700, 700}) {
        assertClose(
            exponential.exp(Matrix.of(1, 1, number)),
            Matrix.of(1, 1, Math.exp(number)),
            (1 + Math.abs(number)) * Math.exp(number));
      }
    }
  }

  @Example
  void badMatricesAreRefused() {
    for (Exponential exponential : ALL) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> exponential.exp(Matrix.zeros(2, 3)))
          .withMessageContaining("2 x 3");
      assertThatIllegalArgumentException().isThrownBy(() -> exponential.exp(Matrix.zeros(0, 0)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> exponential.exp(Matrix.of(1, 1, Double.NaN)))
          .withMessageContaining("NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> exponential.exp(Matrix.of(2, 2, 0, Double.POSITIVE_INFINITY, 0, 0)));
    }
  }
}
