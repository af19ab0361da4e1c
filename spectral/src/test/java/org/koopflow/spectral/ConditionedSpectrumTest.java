package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.exponential.PadeExponential;

/** Spectra of generators with a condition: its zero rates stand apart, and its drive is kept. */
class ConditionedSpectrumTest {
  private static Matrix generator(Random random, int conditions, Matrix coupling) {
    StateLayout layout = new StateLayout(conditions, coupling.rows());
    int n = layout.dimension();
    double[] data = new double[n * n];
    data[n] = 1;
    for (int i = layout.affine(); i < n; i++) {
      for (int j = 0; j < n; j++) {
        data[i * n + j] =
            j < layout.affine()
                ? random.nextGaussian()
                : coupling.get(i - layout.affine(), j - layout.affine());
      }
    }
    return layout.require(Matrix.of(n, n, data));
  }

  private static Spectrum spectrum(long seed, int conditions, int m) {
    Random random = new Random(seed);
    Matrix generator = generator(random, conditions, RandomMatrices.normal(random, m, 1));
    return Spectrum.of(generator, new StateLayout(conditions, m));
  }

  @Property(tries = 100)
  void theFactorsGiveTheGeneratorBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int conditions,
      @ForAll @IntRange(min = 1, max = 12) int m) {
    Spectrum spectrum = spectrum(seed, conditions, m);
    assertThat(spectrum.reconstructionError()).isLessThan(1e-14 * spectrum.basisCondition());
    assertThat(spectrum.affine().dimension()).isEqualTo(2 + conditions);
    assertThat(spectrum.modes().stream().mapToInt(Mode::dimension).sum()).isEqualTo(m);
    assertThat(spectrum.generatorEigenvalues().subList(0, 2 + conditions))
        .containsOnly(Complex.ZERO);
    assertThat(spectrum.warnings()).noneMatch(warning -> warning.contains("rate 0"));
  }

  /** {@code w^T z} of any state with its condition evolves by the rate alone. */
  @Property(tries = 60)
  void eigenfunctionsEvolveByTheirRateWhateverTheCondition(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int conditions) {
    int m = 6;
    Spectrum spectrum = spectrum(seed, conditions, m);
    Random random = new Random(~seed);
    int n = spectrum.layout().dimension();
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = random.nextGaussian();
    }
    start[0] = 1;
    double t = 0.6;
    double[] moved =
        new PadeExponential()
            .exp(spectrum.generator().times(t))
            .times(Matrix.of(n, 1, start))
            .toArray();
    for (Mode mode : spectrum.modes()) {
      Complex before = value(mode, start);
      Complex after = value(mode, moved);
      assertThat(after.minus(mode.rate().times(t).exp().times(before)).abs())
          .isLessThan(1e-12 * mode.condition() * (1 + after.abs()));
    }
  }

  private static Complex value(Mode mode, double[] z) {
    Complex sum = Complex.ZERO;
    for (int i = 0; i < z.length; i++) {
      sum = sum.plus(mode.left().get(i).times(z[i]));
    }
    return sum;
  }

  @Property(tries = 60)
  void theSchurFormIsOneOfTheWholeGenerator(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int conditions) {
    Spectrum spectrum = spectrum(seed, conditions, 5);
    Matrix q = spectrum.schur().q();
    Matrix t = spectrum.schur().t();
    int n = spectrum.layout().dimension();
    assertThat(q.transpose().times(q).plus(-1, Matrix.identity(n)).norm1()).isLessThan(1e-13 * n);
    assertThat(q.times(t).times(q.transpose()).plus(-1, spectrum.generator()).norm1())
        .isLessThan(1e-13 * n * (1 + spectrum.generator().norm1()));
    for (int i = 2; i < n; i++) {
      for (int j = 0; j < i - 1; j++) {
        assertThat(t.get(i, j)).isZero();
      }
    }
  }

  /** Its product with time is no linear function, so such a coordinate is no mode. */
  @Example
  void whatAConditionDrivesWithoutARateBelongsToTheAffineBlock() {
    Random random = new Random(3);
    Spectrum spectrum =
        Spectrum.of(
            generator(random, 2, Matrix.ofRows(new double[] {0, 0}, new double[] {0, -1})),
            new StateLayout(2, 2));
    assertThat(spectrum.modes()).hasSize(1);
    assertThat(spectrum.affine().dimension()).isEqualTo(5);
    assertThat(spectrum.reconstructionError()).isLessThan(1e-13);
    assertThat(spectrum.warnings()).anyMatch(warning -> warning.contains("rate 0"));
  }
}
