package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.spectral.testing.ExactFlow;

/** Smallest singular values against closed forms and against another method. */
class PseudospectrumTest {
  private static Spectrum spectrum(Matrix a) {
    return Spectrum.of(ExactFlow.generator(a), new StateLayout(a.rows()));
  }

  private static double at(Matrix a, double re, double im) {
    return Pseudospectrum.of(spectrum(a), new double[] {re}, new double[] {im}).distance()[0][0];
  }

  @Example
  void aNormalMatrixIsAsFarAsItsEigenvalues() {
    // The iteration stops where the square changes by less than 1e-10 of itself.
    Matrix a = Matrix.of(2, 2, -1, -2, 2, -1);
    assertThat(at(a, 0, 2)).isCloseTo(1, within(1e-8));
    assertThat(at(a, -1, 0)).isCloseTo(2, within(1e-8));
    assertThat(at(a, 3, -1)).isCloseTo(Math.hypot(4, 1), within(1e-8));
  }

  @Example
  void aJordanBlockIsNearerThanItsEigenvalue() {
    // Singular values of [[z, -1], [0, z]]: s^2 = (1 + 2 r^2 -+ sqrt(1 + 4 r^2)) / 2, r = |z|.
    Matrix a = Matrix.of(2, 2, 0, 1, 0, 0);
    for (double r : new double[] {0.01, 0.1, 1}) {
      double expected = Math.sqrt((1 + 2 * r * r - Math.sqrt(1 + 4 * r * r)) / 2);
      assertThat(at(a, 0.6 * r, 0.8 * r) / expected).isCloseTo(1, within(1e-7));
    }
    assertThat(at(a, 0, 0)).isZero();
  }

  @Property(tries = 100)
  void agreesWithASingularValueDecomposition(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int m,
      @ForAll @DoubleRange(min = -2, max = 2) double re,
      @ForAll @DoubleRange(min = -2, max = 2) double im) {
    Matrix a = RandomMatrices.normal(new Random(seed), m, 1);
    // A complex matrix X + i Y has the singular values of [[X, -Y], [Y, X]], each twice.
    double[][] store = new double[2 * m][2 * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double x = (i == j ? re : 0) - a.get(i, j);
        store[i][j] = x;
        store[m + i][m + j] = x;
      }
      store[i][m + i] = -im;
      store[m + i][i] = im;
    }
    var singular = new SingularValueDecomposition(MatrixUtils.createRealMatrix(store));
    double expected = singular.getSingularValues()[2 * m - 1];
    assertThat(at(a, re, im)).isCloseTo(expected, within(1e-5 * expected + 1e-13));
  }

  @Example
  void theGridSurroundsTheSpectrum() {
    Pseudospectrum around = Pseudospectrum.around(spectrum(Matrix.of(2, 2, -1, -2, 2, -1)), 11);
    assertThat(around.real()[0]).isLessThan(-1);
    assertThat(around.real()[10]).isGreaterThan(0);
    assertThat(around.imaginary()[10]).isGreaterThan(2);
    assertThat(around.distance()).hasDimensions(11, 11);
    // Real matrices are as near to a point as to its conjugate.
    assertThat(around.distance()[3][2]).isCloseTo(around.distance()[3][8], within(1e-9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pseudospectrum.around(spectrum(Matrix.identity(1)), 1));
  }
}
