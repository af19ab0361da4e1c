package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Matrix;

/** What holds for the eigenbasis of every matrix, and closed forms. */
class EigenbasisTest {
  /** Eigenvalues on the diagonal, a pair as a block {@code [[re, im], [-im, re]]}. */
  private static Matrix blocks(Eigenbasis basis) {
    int n = basis.size();
    double[] data = new double[n * n];
    for (int k = 0; k < n; k++) {
      data[k * n + k] = basis.real(k);
      if (basis.imaginary(k) != 0) {
        data[k * n + k + (int) Math.signum(basis.imaginary(k))] = basis.imaginary(k);
      }
    }
    return Matrix.of(n, n, data);
  }

  @Property(tries = 100)
  void theBasisGivesTheMatrixBackAtEveryScale(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 14) int n,
      @ForAll @IntRange(min = -900, max = 900) int exponent) {
    Matrix a = LinearSolveTest.normal(new Random(seed), n, n);
    Matrix scaled = a.map(value -> Math.scalb(value, exponent));
    Eigenbasis basis = Eigenbasis.of(scaled);
    Matrix unit = blocks(basis).map(value -> Math.scalb(value, -exponent));
    Matrix again = basis.vectors().times(unit).times(basis.inverse());
    assertThat(again.plus(-1, a).norm1()).isLessThan(1e-14 * n * a.norm1() * basis.condition());
    assertThat(basis.vectors()).as("whatever the scale").isEqualTo(Eigenbasis.of(a).vectors());
  }

  @Property(tries = 50)
  void theBasisOfASymmetricMatrixIsOrthogonalThoughEigenvaluesRepeat(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 10) int n) {
    Random random = new Random(seed);
    Matrix q = Orthonormal.basis(LinearSolveTest.normal(random, n, n));
    double[] values = new double[n * n];
    for (int k = 0; k < n; k++) {
      values[k * n + k] = random.nextInt(2);
    }
    Matrix product = q.times(Matrix.of(n, n, values)).times(q.transpose());
    Matrix a = product.plus(product.transpose()).times(0.5);
    Eigenbasis basis = Eigenbasis.of(a);
    Matrix gram = basis.vectors().transpose().times(basis.vectors());
    assertThat(gram.plus(-1, Matrix.identity(n)).norm1()).isLessThan(1e-13);
    Matrix again = basis.vectors().times(blocks(basis)).times(basis.inverse());
    assertThat(again.plus(-1, a).norm1()).isLessThan(1e-13);
    assertThat(SymmetricEigen.of(a.toArray(), n).largest())
        .isCloseTo(java.util.Arrays.stream(values).max().orElseThrow(), within(1e-13));
  }

  @Example
  void aRotationHasAPairOfUnitVectors() {
    Eigenbasis basis = Eigenbasis.of(Matrix.of(2, 2, 1, -2, 2, 1));
    assertThat(basis.real(0)).isCloseTo(1, within(1e-15));
    assertThat(basis.imaginary(0)).isCloseTo(2, within(1e-15));
    assertThat(basis.imaginary(1)).isEqualTo(-basis.imaginary(0));
    double length = Math.hypot(Norms.euclidean(basis.vector(0)), Norms.euclidean(basis.vector(1)));
    assertThat(length).isCloseTo(1, within(1e-15));
    assertThat(basis.condition()).isCloseTo(1, within(1e-14));
  }

  @Example
  void theConditionOfAJordanBlockIsOneOverRounding() {
    assertThat(Eigenbasis.of(Matrix.of(2, 2, 3, 1, 0, 3)).condition()).isGreaterThan(1e14);
  }

  @Property(tries = 50)
  void orthonormalColumnsHaveTheSameSpan(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll @IntRange(max = 5) int more) {
    Matrix a = LinearSolveTest.normal(new Random(seed), columns + more, columns);
    Matrix q = Orthonormal.basis(a);
    assertThat(q.transpose().times(q).plus(-1, Matrix.identity(columns)).norm1()).isLessThan(1e-14);
    Matrix projected = q.times(q.transpose().times(a));
    assertThat(projected.plus(-1, a).norm1()).isLessThan(1e-14 * a.norm1());
  }
}
