package org.koopflow.numerics.dense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Matrix;

class LinearSolveTest {
  static Matrix normal(Random random, int rows, int columns) {
    return Matrix.of(
        rows, columns, random.doubles((long) rows * columns, -1, 1).map(v -> 3 * v).toArray());
  }

  /** The residual of elimination with partial pivoting is small whatever the condition. */
  @Property(tries = 100)
  void theSolutionSolvesTheEquations(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 13) int n,
      @ForAll @IntRange(min = 1, max = 6) int columns) {
    Random random = new Random(seed);
    Matrix a = normal(random, n, n);
    Matrix b = normal(random, n, columns);
    Matrix x = LinearSolve.solve(a, b).orElseThrow();
    double size = a.norm1() * x.norm1() + b.norm1();
    assertThat(a.times(x).plus(-1, b).norm1()).isLessThan(1e-13 * size);
    assertThat(x)
        .isEqualTo(Matrix.of(n, columns, LinearSolve.solve(a.toArray(), b.toArray(), n, columns)));
  }

  @Property(tries = 50)
  void whatIsSingularIsNotSolved(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int n) {
    Random random = new Random(seed);
    double[] a = normal(random, n, n).toArray();
    System.arraycopy(a, 0, a, n * random.nextInt(1, n), n);
    assertThat(LinearSolve.solve(Matrix.of(n, n, a), Matrix.identity(n))).isEmpty();
  }

  @Example
  void whatIsSingularToRoundingIsNotSolved() {
    Matrix nearly = Matrix.of(2, 2, 1, 1, 1, 1 + 0x1p-52);
    assertThat(LinearSolve.solve(nearly, Matrix.identity(2))).isEmpty();
    assertThat(LinearSolve.solve(Matrix.of(2, 2, 1, 1, 1, 1 + 0x1p-48), Matrix.identity(2)))
        .isPresent();
  }

  @Example
  void aSmallScaleIsNotSingular() {
    Matrix a = Matrix.of(2, 2, 2e-200, 0, 0, 4e-200);
    assertThat(LinearSolve.solve(a, Matrix.of(2, 1, 2e-200, 2e-200)))
        .contains(Matrix.of(2, 1, 1, 0.5));
  }

  @Example
  void theInverseOfASingularMatrixIsVeryLarge() {
    double[] inverse = LinearSolve.inverse(new double[] {1, 1, 1, 1}, 2);
    assertThat(inverse).containsExactly(1 + 0x1p54, -0x1p54, -0x1p54, 0x1p54);
    assertThat(LinearSolve.inverse(new double[] {2, 0, 0, 4}, 2)).containsExactly(0.5, 0, 0, 0.25);
  }
}
