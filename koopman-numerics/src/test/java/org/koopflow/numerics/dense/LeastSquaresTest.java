package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;

class LeastSquaresTest {
  private static Matrix random(int rows, int columns, RandomGenerator random) {
    return Matrix.of(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  private static Matrix rows(Matrix matrix, int from, int to) {
    return Matrix.of(matrix.toBatch().rows(from, to));
  }

  private static void assertClose(Matrix actual, Matrix expected, double tolerance) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(actual.toArray()).containsExactly(expected.toArray(), within(tolerance));
  }

  /**
   * The gradient of what is made small vanishes: {@code Z^T (Z W - Y) + ridge D^2 W = 0}, with D^2
   * the diagonal of {@code Z^T Z}. The minimum of a convex function is nowhere else.
   */
  @Property(tries = 100)
  void theGradientVanishes(
      @ForAll @IntRange(min = 1, max = 8) int unknowns,
      @ForAll @IntRange(min = 1, max = 4) int targets,
      @ForAll @IntRange(min = 0, max = 40) int more,
      @ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double ridge = random.nextDouble(0.01, 1);
    Matrix z = random(unknowns + more, unknowns, random);
    Matrix y = random(unknowns + more, targets, random);
    LeastSquares equations = new LeastSquares(unknowns, targets);
    equations.add(z, y);
    LeastSquares.Solution solution = equations.solve(ridge);
    Matrix residual = z.times(solution.weights()).plus(-1, y);
    Matrix gram = z.transpose().times(z);
    double[] penalty = solution.weights().toArray();
    for (int i = 0; i < penalty.length; i++) {
      int k = i / targets;
      penalty[i] *= ridge * gram.get(k, k);
    }
    assertClose(
        z.transpose().times(residual).plus(Matrix.of(unknowns, targets, penalty)),
        Matrix.zeros(unknowns, targets),
        1e-10);
    for (int j = 0; j < targets; j++) {
      double left = 0;
      double size = 0;
      for (int i = 0; i < z.rows(); i++) {
        left += residual.get(i, j) * residual.get(i, j);
        size += y.get(i, j) * y.get(i, j);
      }
      assertThat(solution.residuals()[j]).isCloseTo(left, within(1e-12 * (1 + left)));
      assertThat(solution.sizes()[j]).isCloseTo(size, within(1e-12 * (1 + size)));
    }
  }

  @Property(tries = 50)
  void partsGiveWhatTheWholeGives(@ForAll @IntRange(min = 1, max = 29) int cut, @ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Matrix z = random(30, 5, random);
    Matrix y = random(30, 2, random);
    LeastSquares whole = new LeastSquares(5, 2);
    whole.add(z, y);
    LeastSquares parts = new LeastSquares(5, 2);
    parts.add(rows(z, 0, cut), rows(y, 0, cut));
    parts.add(rows(z, cut, 30), rows(y, cut, 30));
    assertClose(parts.solve(1e-3).weights(), whole.solve(1e-3).weights(), 1e-12);
  }

  /** Columns in other units give coefficients in other units, and the same fit. */
  @Property(tries = 50)
  void unitsDoNotMatter(@ForAll long seed, @ForAll @IntRange(min = -6, max = 6) int power) {
    RandomGenerator random = new SplittableRandom(seed);
    Matrix z = random(30, 4, random);
    Matrix y = random(30, 2, random);
    double unit = Math.pow(10, power);
    double[] changed = z.toArray();
    for (int i = 0; i < changed.length; i += 4) {
      changed[i] *= unit;
    }
    LeastSquares one = new LeastSquares(4, 2);
    one.add(z, y);
    LeastSquares other = new LeastSquares(4, 2);
    other.add(Matrix.of(30, 4, changed), y);
    double[] expected = one.solve(0.1).weights().toArray();
    double[] actual = other.solve(0.1).weights().toArray();
    actual[0] *= unit;
    actual[1] *= unit;
    assertThat(actual).containsExactly(expected, within(1e-11));
  }

  @Test
  void equalColumnsShareEqually() {
    LeastSquares equations = new LeastSquares(2, 1);
    equations.add(Matrix.of(3, 2, 1, 1, 2, 2, -1, -1), Matrix.of(3, 1, 4, 8, -4));
    LeastSquares.Solution solution = equations.solve(0);
    assertThat(solution.weights().toArray()).containsExactly(new double[] {2, 2}, within(1e-14));
    assertThat(solution.residuals()[0]).isLessThan(1e-26);
  }

  @Test
  void aColumnOfZerosGetsNothing() {
    LeastSquares equations = new LeastSquares(2, 1);
    equations.add(Matrix.of(2, 2, 0, 1, 0, 2), Matrix.of(2, 1, 3, 6));
    assertThat(equations.solve(0).weights().toArray())
        .containsExactly(new double[] {0, 3}, within(1e-14));
  }

  /**
   * Columns that differ by 1e-7: the normal equations would see a condition number of 1e14 and lose
   * all but two figures of the coefficients.
   */
  @Test
  void theConditionNumberIsNotSquared() {
    double e = 1e-7;
    LeastSquares equations = new LeastSquares(2, 1);
    equations.add(Matrix.of(3, 2, 1, 1, e, 0, 0, e), Matrix.of(3, 1, 1 + 2, e, 2 * e));
    assertThat(equations.solve(0).weights().toArray())
        .containsExactly(new double[] {1, 2}, within(1e-7));
  }
}
