package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.spectral.testing.ExactFlow;

/** Systems whose spectrum, modes and eigenfunctions are known in closed form. */
class ExactSpectraTest {
  private static double[] rates(Spectrum spectrum) {
    return spectrum.modes().stream().mapToDouble(Mode::growthRate).toArray();
  }

  /** Entry i of a vector relative to entry j. */
  private static double ratio(ComplexVector vector, int i, int j) {
    return vector.get(i).real() / vector.get(j).real();
  }

  @Test
  void theSlowManifold() {
    double mu = -0.05;
    double lambda = -1;
    ExactFlow flow = ExactFlow.slowManifold(mu, lambda);
    Spectrum spectrum = Spectrum.of(flow);
    assertThat(rates(spectrum)).containsExactly(new double[] {-0.05, -0.1, -1}, within(1e-14));
    assertThat(spectrum.generatorEigenvalues()).hasSize(5).contains(Complex.ZERO, Complex.ZERO);
    // y is slaved to x^2 with lambda / (lambda - 2 mu) = 1 / 0.9: the eigenfunction of lambda is
    // y - that times x^2, and the mode of 2 mu has this share of y.
    double slaving = lambda / (lambda - 2 * mu);
    assertThat(slaving).isCloseTo(1.1111, within(1e-4));
    assertThat(ratio(spectrum.modes().get(2).left(), 4, 3)).isCloseTo(-slaving, within(1e-14));
    assertThat(ratio(spectrum.modes().get(1).right(), 3, 4)).isCloseTo(slaving, within(1e-14));
    assertThat(spectrum.warnings()).isEmpty();
    assertThat(spectrum.affine().dimension()).isEqualTo(2);
  }

  @Test
  void rotationDecayAndTheAffinePartAreFoundInAGeneratorAlone() {
    Matrix generator =
        ExactFlow.generator(
            new double[] {3, 0, 1},
            new double[] {1, 4, 1},
            Matrix.of(3, 3, -0.5, 2, 0, -2, -0.5, 0, 0, 0, -3));
    List<Complex> rates = Spectrum.of(generator, new StateLayout(3)).generatorEigenvalues();
    assertThat(rates.stream().mapToDouble(Complex::real).sorted().toArray())
        .containsExactly(new double[] {-3, -0.5, -0.5, 0, 0}, within(1e-14));
    assertThat(rates.stream().mapToDouble(Complex::imaginary).sorted().toArray())
        .containsExactly(new double[] {-2, 0, 0, 0, 2}, within(1e-14));
  }

  @Test
  void ornsteinAndUhlenbeckInPowers() {
    // x' = -x with unit diffusion: d/dt E x^p = -p x^p + p (p - 1) x^(p-2), and the eigenfunctions
    // are the Hermite polynomials of the probabilists.
    int m = 5;
    double[] a = new double[m * m];
    double[] b = new double[m];
    for (int p = 1; p <= m; p++) {
      a[(p - 1) * m + p - 1] = -p;
      if (p == 2) {
        b[p - 1] = 2;
      } else if (p > 2) {
        a[(p - 1) * m + p - 3] = p * (p - 1);
      }
    }
    Matrix generator = ExactFlow.generator(b, new double[m], Matrix.of(m, m, a));
    Spectrum spectrum = Spectrum.of(generator, new StateLayout(m));
    assertThat(rates(spectrum)).containsExactly(new double[] {-1, -2, -3, -4, -5}, within(1e-13));
    // In the order 1, t, x, ..., x^5.
    double[][] hermite = {
      {0, 0, 1, 0, 0, 0, 0},
      {-1, 0, 0, 1, 0, 0, 0},
      {0, 0, -3, 0, 1, 0, 0},
      {3, 0, 0, -6, 0, 1, 0},
      {0, 0, 15, 0, -10, 0, 1}
    };
    for (int k = 0; k < m; k++) {
      ComplexVector left = spectrum.modes().get(k).left();
      for (int i = 0; i < m + 2; i++) {
        assertThat(ratio(left, i, k + 2)).isCloseTo(hermite[k][i], within(1e-11));
      }
    }
    assertThat(spectrum.reconstructionError()).isLessThan(1e-13);
  }

  @Test
  void aLinearSystemInMonomialsHasSumsOfRates() {
    // x' = p x, y' = q y + r x in x, y, x^2, x y, y^2.
    double p = -0.3;
    double q = -1.1;
    double r = 0.4;
    Matrix a =
        Matrix.ofRows(
            new double[] {p, 0, 0, 0, 0},
            new double[] {r, q, 0, 0, 0},
            new double[] {0, 0, 2 * p, 0, 0},
            new double[] {0, 0, r, p + q, 0},
            new double[] {0, 0, 0, 2 * r, 2 * q});
    Spectrum spectrum = Spectrum.of(ExactFlow.generator(a), new StateLayout(5));
    assertThat(rates(spectrum))
        .containsExactly(new double[] {p, 2 * p, q, p + q, 2 * q}, within(1e-14));
  }

  @Test
  void aTurningSystemIsOnePair() {
    Matrix a = Matrix.of(2, 2, -0.2, -3, 3, -0.2);
    Mode mode =
        Spectrum.of(ExactFlow.generator(a), new StateLayout(2)).modes().stream()
            .reduce(
                (x, y) -> {
                  throw new AssertionError("more than one mode");
                })
            .orElseThrow();
    assertThat(mode.isPair()).isTrue();
    assertThat(mode.rate().real()).isCloseTo(-0.2, within(1e-15));
    assertThat(mode.rate().imaginary()).isCloseTo(3, within(1e-15));
    assertThat(mode.frequency()).isCloseTo(3 / (2 * Math.PI), within(1e-15));
    assertThat(mode.period()).isCloseTo(2 * Math.PI / 3, within(1e-14));
    assertThat(mode.halfLife()).isCloseTo(Math.log(2) / 0.2, within(1e-13));
    assertThat(mode.condition()).isCloseTo(1, within(1e-14));
    assertThat(mode.multiplier(0.5).minus(Complex.polar(Math.exp(-0.1), 1.5)).abs())
        .isLessThan(1e-15);
  }

  @Test
  void aConservedStateHasRateZero() {
    // An affine Gaussian flow x_t = t mean + s(t) x_0: the standardised state never changes.
    double mean = 1.5;
    double deviation = 0.4;
    ExactFlow flow =
        new ExactFlow(
            ExactFlow.generator(Matrix.zeros(1, 1)),
            1,
            (t, x) -> new double[] {(x[0] - t * mean) / spread(t, deviation)},
            z -> new double[] {z[1] * mean + spread(z[1], deviation) * z[2]});
    Spectrum spectrum = Spectrum.of(flow);
    assertThat(spectrum.modes()).hasSize(1);
    assertThat(spectrum.modes().get(0).rate()).isEqualTo(Complex.ZERO);
    assertThat(spectrum.modes().get(0).halfLife()).isInfinite();
    assertThat(spectrum.affine().dimension()).isEqualTo(2);
    Batch noise = Batch.ofDoubles(3, 1, -1, 0.2, 2);
    Eigenfunctions functions = new Eigenfunctions(flow, spectrum);
    ModeAmplitudes before = functions.at(0, noise);
    ModeAmplitudes after = functions.at(1, flow.transport(noise, 0, 1));
    for (int row = 0; row < 3; row++) {
      assertThat(after.get(row, 0).minus(before.get(row, 0)).abs()).isLessThan(1e-15);
      assertThat(before.get(row, 0).abs()).isCloseTo(Math.abs(noise.get(row, 0)), within(1e-15));
    }
  }

  private static double spread(double t, double deviation) {
    return Math.sqrt((1 - t) * (1 - t) + t * t * deviation * deviation);
  }

  @Test
  void eigenfunctionsObeyTheirIdentityAlongExactTrajectories() {
    // x(t) = e^{mu t} x0 and y(t) = c x(t)^2 + e^{lambda t} (y0 - c x0^2), from formulas alone.
    double mu = -0.05;
    double lambda = -1;
    double c = lambda / (lambda - 2 * mu);
    ExactFlow flow = ExactFlow.slowManifold(mu, lambda);
    Spectrum spectrum = Spectrum.of(flow);
    Eigenfunctions functions = new Eigenfunctions(flow, spectrum);
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      ModeAmplitudes start = functions.at(0, Batch.ofDoubles(1, 2, x, y));
      for (double t : new double[] {0.25, 0.5, 1, 3}) {
        double xt = Math.exp(mu * t) * x;
        double yt = c * xt * xt + Math.exp(lambda * t) * (y - c * x * x);
        ModeAmplitudes end = functions.at(t, Batch.ofDoubles(1, 2, xt, yt));
        for (Mode mode : spectrum.modes()) {
          Complex expected = start.get(0, mode.index()).times(mode.multiplier(t));
          assertThat(end.get(0, mode.index()).minus(expected).abs()).isLessThan(1e-12);
        }
      }
    }
  }

  @Test
  void drivenObservablesHaveModesThatKnowTheDrift() {
    // g' = -2 g + 3 + 4 t is solved by g = c e^{-2t} + 2 t + 1/2: the eigenfunction is g - that.
    Matrix generator = ExactFlow.generator(new double[] {3}, new double[] {4}, Matrix.of(1, 1, -2));
    Spectrum spectrum = Spectrum.of(generator, new StateLayout(1));
    double[] left = spectrum.modes().get(0).left().real();
    assertThat(left).containsExactly(new double[] {-0.5, -2, 1}, within(1e-15));
    assertThat(spectrum.affine().basis().toArray())
        .containsExactly(new double[] {1, 0, 0, 1, 0.5, 2}, within(1e-15));
  }

  @Test
  void aSecularObservableBelongsToTheAffineBlock() {
    // g' = t: g = t^2 / 2 + c, a Jordan block of size 3.
    Matrix generator =
        ExactFlow.generator(new double[] {0, 0}, new double[] {1, 0}, Matrix.of(2, 2, 0, 0, 0, -1));
    Spectrum spectrum = Spectrum.of(generator, new StateLayout(2));
    assertThat(spectrum.modes()).hasSize(1);
    assertThat(spectrum.affine().dimension()).isEqualTo(3);
    assertThat(spectrum.warnings()).hasSize(1);
    assertThat(spectrum.reconstructionError()).isLessThan(1e-15);
    assertThat(spectrum.generatorEigenvalues()).hasSize(4);
  }

  @Test
  void anObservableDrivenByTheConstantAloneIsOrdinary() {
    // g' = 3: g - 3 t never changes.
    Matrix generator = ExactFlow.generator(new double[] {3}, new double[] {0}, Matrix.zeros(1, 1));
    Spectrum spectrum = Spectrum.of(generator, new StateLayout(1));
    assertThat(spectrum.modes()).hasSize(1);
    assertThat(spectrum.modes().get(0).left().real()).containsExactly(0, -3, 1);
    assertThat(spectrum.reconstructionError()).isLessThan(1e-15);
  }

  @Test
  void repeatedEigenvaluesWithEnoughVectorsAreFine() {
    Random random = new Random(3);
    Matrix q = RandomMatrices.orthogonal(random, 6);
    double[] diagonal = {-1, -1, -1, -2, -2, 0.5};
    double[] data = new double[36];
    for (int i = 0; i < 6; i++) {
      data[7 * i] = diagonal[i];
    }
    Matrix a = q.times(Matrix.of(6, 6, data)).times(q.transpose());
    Spectrum spectrum = Spectrum.of(ExactFlow.generator(a), new StateLayout(6));
    assertThat(rates(spectrum))
        .containsExactly(new double[] {0.5, -1, -1, -1, -2, -2}, within(1e-13));
    assertThat(spectrum.warnings()).isEmpty();
    assertThat(spectrum.reconstructionError()).isLessThan(1e-12);
  }

  @Test
  void defectiveMatricesAreCalledSo() {
    Matrix a =
        Matrix.ofRows(new double[] {-1, 1, 0}, new double[] {0, -1, 1}, new double[] {0, 0, -1});
    Spectrum spectrum = Spectrum.of(ExactFlow.generator(a), new StateLayout(3));
    assertThat(spectrum.modes()).allMatch(Mode::illConditioned);
    assertThat(spectrum.warnings()).singleElement().asString().contains("Schur form");
    SchurForm schur = spectrum.schur();
    assertThat(
            schur
                .q()
                .times(schur.t())
                .times(schur.q().transpose())
                .plus(-1, spectrum.generator())
                .norm1())
        .isLessThan(1e-14);
    assertThat(schur.departureFromNormality()).isGreaterThan(0.4);
  }

  @Test
  void nearlyDefectiveMatricesHaveTheConditionTheyShould() {
    // [[-1, 1], [0, -1 - d]]: eigenvectors (1, 0) and (1, -d); condition sqrt(1 + d^2) / d.
    for (double d : new double[] {1e-2, 1e-4, 1e-7}) {
      Matrix a = Matrix.of(2, 2, -1, 1, 0, -1 - d);
      Spectrum spectrum = Spectrum.of(ExactFlow.generator(a), new StateLayout(2));
      double expected = Math.sqrt(1 + d * d) / d;
      for (Mode mode : spectrum.modes()) {
        assertThat(mode.condition() / expected).isCloseTo(1, within(1e-8));
        assertThat(mode.illConditioned()).isEqualTo(d < 1e-6);
      }
    }
  }

  @Test
  void aRateNearZeroIsIllConditionedThroughTheDrift() {
    Matrix generator =
        ExactFlow.generator(new double[] {1}, new double[] {1}, Matrix.of(1, 1, 1e-5));
    Spectrum spectrum = Spectrum.of(generator, new StateLayout(1));
    // w = ((1 + 1 / rate) / rate, 1 / rate, 1)
    assertThat(spectrum.modes().get(0).condition()).isCloseTo(1e10 + 1e5, within(10.0));
    assertThat(spectrum.warnings()).hasSize(1);
  }

  @Test
  void multipliersAreThoseOfThePropagator() {
    Spectrum spectrum = Spectrum.of(ExactFlow.slowManifold(-0.05, -1));
    List<Complex> multipliers = spectrum.multipliers(2);
    assertThat(multipliers).hasSize(5);
    assertThat(multipliers.get(0)).isEqualTo(Complex.ONE);
    assertThat(multipliers.get(4).real()).isCloseTo(Math.exp(-2), within(1e-15));
  }

  @Test
  void ordersSortAndNumberAnew() {
    Spectrum spectrum = Spectrum.of(ExactFlow.slowManifold(0.3, -0.2));
    assertThat(rates(spectrum)).containsExactly(new double[] {0.6, 0.3, -0.2}, within(1e-14));
    Spectrum other = spectrum.ordered(Spectrum.BY_RATE);
    assertThat(rates(other)).containsExactly(new double[] {-0.2, 0.3, 0.6}, within(1e-14));
    assertThat(other.modes()).extracting(Mode::index).containsExactly(0, 1, 2);
  }
}
