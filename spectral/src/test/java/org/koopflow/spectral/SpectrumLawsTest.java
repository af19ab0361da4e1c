package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.spectral.testing.ExactFlow;

/** What holds for the spectrum of every generator. */
class SpectrumLawsTest {
  private static Matrix generator(long seed, int m, double radius) {
    Random random = new Random(seed);
    return ExactFlow.generator(
        RandomMatrices.vector(random, m),
        RandomMatrices.vector(random, m),
        RandomMatrices.normal(random, m, radius));
  }

  private static Spectrum spectrum(Matrix generator) {
    return Spectrum.of(generator, new StateLayout(generator.rows() - 2));
  }

  @Property(tries = 200)
  void theFactorsGiveTheGeneratorBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 24) int m,
      @ForAll @DoubleRange(min = 0.01, max = 20) double radius) {
    Spectrum spectrum = spectrum(generator(seed, m, radius));
    assertThat(spectrum.reconstructionError()).isLessThan(1e-14 * spectrum.basisCondition());
  }

  @Property(tries = 200)
  void leftAndRightVectorsAreBiorthonormal(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int m) {
    Spectrum spectrum = spectrum(generator(seed, m, 1));
    Matrix product = spectrum.dualBasis().times(spectrum.basis());
    assertThat(product.plus(-1, Matrix.identity(m + 2)).norm1())
        .isLessThan(1e-14 * spectrum.basisCondition());
    for (Mode mode : spectrum.modes()) {
      assertThat(mode.left().dot(mode.right()).minus(Complex.ONE).abs())
          .isLessThan(1e-12 * mode.condition());
      assertThat(mode.condition()).isGreaterThanOrEqualTo(1 - 1e-12);
    }
  }

  @Property(tries = 200)
  void vectorsAreEigenvectorsOfTheWholeGenerator(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int m) {
    Matrix generator = generator(seed, m, 1);
    for (Mode mode : spectrum(generator).modes()) {
      // Residuals are small whatever the condition; the left one is relative to its length.
      assertThat(residual(generator, mode.right(), mode.rate())).isLessThan(1e-13 * (1 + m));
      assertThat(residual(generator.transpose(), mode.left(), mode.rate()) / mode.left().norm())
          .isLessThan(1e-12 * (1 + m) * mode.condition());
    }
  }

  private static double residual(Matrix matrix, ComplexVector vector, Complex rate) {
    double worst = 0;
    for (int i = 0; i < matrix.rows(); i++) {
      Complex sum = Complex.ZERO;
      for (int j = 0; j < matrix.columns(); j++) {
        sum = sum.plus(vector.get(j).times(matrix.get(i, j)));
      }
      worst = Math.max(worst, sum.minus(vector.get(i).times(rate)).abs());
    }
    return worst;
  }

  @Property(tries = 100)
  void ratesAreThoseOfAnIndependentMethod(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 16) int m) {
    Matrix generator = generator(seed, m, 1);
    Spectrum spectrum = spectrum(generator);
    double[][] a = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        a[i][j] = generator.get(i + 2, j + 2);
      }
    }
    var eigen = new EigenDecompositionNonSymmetric(MatrixUtils.createRealMatrix(a), 0x1p-52);
    double worst = spectrum.modes().stream().mapToDouble(Mode::condition).max().orElse(1);
    List<Complex> other =
        Arrays.stream(eigen.getEigenvalues())
            .map(value -> new Complex(value.getReal(), value.getImaginary()))
            .toList();
    for (Complex rate : spectrum.generatorEigenvalues().subList(2, m + 2)) {
      double nearest =
          other.stream().mapToDouble(value -> value.minus(rate).abs()).min().orElseThrow();
      assertThat(nearest).isLessThan(1e-13 * worst);
    }
  }

  @Property(tries = 100)
  void anotherBasisOfObservablesHasTheSameSpectrum(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int m) {
    Matrix generator = generator(seed, m, 1);
    // g' = S g + c + d t, with S a rotation after a scaling of known condition.
    Random random = new Random(~seed);
    double[] scales = random.doubles(m, 0.3, 3).toArray();
    Matrix q = RandomMatrices.orthogonal(random, m);
    double[] s = new double[m * m];
    double[] inverse = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        s[i * m + j] = q.get(i, j) * scales[j];
        inverse[i * m + j] = q.get(j, i) / scales[i];
      }
    }
    Matrix change = affine(RandomMatrices.vector(random, m), Matrix.of(m, m, s));
    double[] drift = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        drift[i] -= inverse[i * m + j] * change.get(j + 2, 0);
      }
    }
    Matrix back = affine(drift, Matrix.of(m, m, inverse));
    Matrix moved = change.times(generator).times(back);
    // The two fixed rows come out to rounding; a generator has them exactly.
    double[] cleaned = moved.toArray();
    java.util.Arrays.fill(cleaned, 0, 2 * (m + 2), 0);
    cleaned[m + 2] = 1;
    Spectrum before = spectrum(generator);
    Spectrum after = spectrum(Matrix.of(m + 2, m + 2, cleaned));
    double worst = Math.max(before.basisCondition(), after.basisCondition());
    SpectrumMatching matching = SpectrumMatching.between(before, after);
    assertThat(matching.largestDistance()).isLessThan(1e-13 * worst);
  }

  private static Matrix affine(double[] c, Matrix s) {
    Matrix matrix = ExactFlow.generator(c, new double[c.length], s);
    double[] data = matrix.toArray();
    int n = matrix.rows();
    data[0] = 1;
    data[n] = 0;
    data[n + 1] = 1;
    return Matrix.of(n, n, data);
  }

  @Property(tries = 100)
  void modesAndTrendTogetherAreThePropagator(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int m,
      @ForAll @DoubleRange(min = -2, max = 2) double duration) {
    Matrix generator = generator(seed, m, 1);
    Spectrum spectrum = spectrum(generator);
    Matrix expected = new PadeExponential().exp(generator.times(duration));
    Matrix blocks = new PadeExponential().exp(spectrum.blocks().times(duration));
    Matrix computed = spectrum.basis().times(blocks).times(spectrum.dualBasis());
    assertThat(computed.plus(-1, expected).norm1())
        .isLessThan(1e-13 * spectrum.basisCondition() * expected.norm1());
  }

  @Property(tries = 100)
  void theSchurFormIsExactAndOrthogonal(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int m) {
    Matrix generator = generator(seed, m, 2);
    SchurForm schur = spectrum(generator).schur();
    Matrix q = schur.q();
    assertThat(q.transpose().times(q).plus(-1, Matrix.identity(m + 2)).norm1()).isLessThan(1e-12);
    Matrix again = q.times(schur.t()).times(q.transpose());
    assertThat(again.plus(-1, generator).norm1()).isLessThan(1e-13 * m * generator.norm1() + 1e-13);
    for (int i = 0; i < m + 2; i++) {
      for (int j = 0; j < i - 1; j++) {
        assertThat(schur.t().get(i, j)).isZero();
      }
    }
  }

  @Example
  void aLargeGeneratorIsDecomposedAsWell() {
    Spectrum spectrum = spectrum(generator(1, 510, 1));
    assertThat(spectrum.generatorEigenvalues()).hasSize(512);
    assertThat(spectrum.reconstructionError()).isLessThan(1e-14 * spectrum.basisCondition());
    assertThat(spectrum.reconstructionError()).isLessThan(1e-9);
  }

  @Property(tries = 50)
  void theDefaultOrderIsByGrowth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 24) int m) {
    assertThat(spectrum(generator(seed, m, 1)).modes())
        .isSortedAccordingTo(Comparator.comparingDouble((Mode mode) -> -mode.growthRate()));
  }
}
