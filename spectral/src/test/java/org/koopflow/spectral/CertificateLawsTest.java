package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.spectral.testing.ExactFlow;

/** The inequality of the certificate, over stable and unstable systems that are not linear. */
class CertificateLawsTest {
  private static final int STEPS = 200;

  /** {@code x' = A x + b + strength sin(x_i + 3 t)}, which the model takes for linear. */
  private record Disturbed(ExactFlow model, double strength) {
    double[] velocity(double t, double[] x) {
      int m = x.length;
      double[] v = new double[m];
      for (int i = 0; i < m; i++) {
        v[i] = model.generator().get(i + 2, 0) + model.generator().get(i + 2, 1) * t;
        for (int j = 0; j < m; j++) {
          v[i] += model.generator().get(i + 2, j + 2) * x[j];
        }
        v[i] += strength * Math.sin(x[i] + 3 * t);
      }
      return v;
    }

    LieDerivative derivative() {
      return (t, x) -> {
        int n = x.columns() + 2;
        double[] tangent = new double[x.rows() * n];
        for (int row = 0; row < x.rows(); row++) {
          tangent[row * n + 1] = 1;
          System.arraycopy(
              velocity(t.get(row, 0), ExactFlow.row(x, row)), 0, tangent, row * n + 2, n - 2);
        }
        return new LieDerivative.Moving(
            model.lift(t.get(0, 0), x), Batch.ofDoubles(x.rows(), n, tangent));
      };
    }

    Trajectory trajectory(Batch noise) {
      double[] times = new double[STEPS];
      List<Batch> states = new ArrayList<>();
      double[][] rows = new double[noise.rows()][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = ExactFlow.row(noise, row);
      }
      double h = 1.0 / STEPS;
      for (int j = 0; j < STEPS; j++) {
        double[] all = new double[noise.size()];
        for (int row = 0; row < rows.length; row++) {
          rows[row] = rungeKutta(j * h, rows[row], h);
          System.arraycopy(rows[row], 0, all, row * noise.columns(), noise.columns());
        }
        times[j] = (j + 1) * h;
        states.add(Batch.ofDoubles(noise.rows(), noise.columns(), all));
      }
      return new Trajectory(times, states, 4 * STEPS);
    }

    private double[] rungeKutta(double t, double[] x, double h) {
      double[] k1 = velocity(t, x);
      double[] k2 = velocity(t + h / 2, moved(x, h / 2, k1));
      double[] k3 = velocity(t + h / 2, moved(x, h / 2, k2));
      double[] k4 = velocity(t + h, moved(x, h, k3));
      double[] next = x.clone();
      for (int i = 0; i < x.length; i++) {
        next[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
      }
      return next;
    }

    private static double[] moved(double[] x, double h, double[] k) {
      double[] next = x.clone();
      for (int i = 0; i < x.length; i++) {
        next[i] += h * k[i];
      }
      return next;
    }
  }

  @Property(tries = 40)
  void errorsStayWithinTheirBound(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int m,
      @ForAll @DoubleRange(min = -3, max = 2) double shift,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double strength) {
    Random random = new Random(seed);
    Matrix a = RandomMatrices.normal(random, m, 1).plus(shift, Matrix.identity(m));
    ExactFlow model =
        ExactFlow.linear(
            ExactFlow.generator(
                RandomMatrices.vector(random, m), RandomMatrices.vector(random, m), a));
    Disturbed truth = new Disturbed(model, strength);
    Batch noise = Batch.ofDoubles(4, m, RandomMatrices.vector(random, 4 * m));
    Spectrum spectrum = Spectrum.of(model);
    for (Certificate.Norm norm : Certificate.Norm.values()) {
      Certificate certificate =
          Certificate.measure(
              model, spectrum, norm, truth.derivative(), noise, truth.trajectory(noise));
      assertThat(certificate.holds()).as("%s of %s", certificate, spectrum.modes()).isTrue();
      for (int j = 0; j < certificate.course().times().length; j++) {
        assertThat(certificate.course().error()[j])
            .isLessThanOrEqualTo(certificate.course().bound()[j] * (1 + 1e-3) + 1e-9);
      }
    }
  }

  private static Certificate euclidean(ExactFlow model, Disturbed exact, Batch noise) {
    return Certificate.measure(
        model,
        Spectrum.of(model),
        Certificate.Norm.EUCLIDEAN,
        exact.derivative(),
        noise,
        exact.trajectory(noise));
  }

  @Example
  void aConstantDisturbanceReachesTheBound() {
    // x' = 2 x + 0.1 against x' = 2 x: the error is 0.1 (e^{2t} - 1) / 2, the bound itself.
    ExactFlow model = ExactFlow.linear(ExactFlow.generator(Matrix.of(1, 1, 2)));
    ExactFlow truth =
        ExactFlow.linear(
            ExactFlow.generator(new double[] {0.1}, new double[1], Matrix.of(1, 1, 2)));
    Disturbed exact = new Disturbed(truth, 0);
    Batch noise = Batch.ofDoubles(3, 1, -1, 0, 2);
    Certificate certificate = euclidean(model, exact, noise);
    assertThat(certificate.logarithmicNorm()).isCloseTo(2, within(1e-14));
    assertThat(certificate.residual()).isCloseTo(0.1, within(1e-12));
    double last = certificate.course().bound()[STEPS - 1];
    assertThat(last).isCloseTo(0.1 * Math.expm1(2) / 2, within(1e-12));
    assertThat(certificate.course().error()[STEPS - 1]).isCloseTo(last, within(1e-7));
    assertThat(certificate.sharpness().tightness()).isCloseTo(1, within(1e-5));
    assertThat(certificate.sharpness().medianRatio()).isCloseTo(1, within(1e-5));
  }

  @Example
  void theMedianRatioIsThatOfTheMiddleTime() {
    // What disturbs a coordinate that stands still is bounded by one that grows: the error is
    // 0.1 t, its bound 0.1 (e^{2t} - 1) / 2, and their ratio grows with t.
    Matrix a = Matrix.of(2, 2, 2, 0, 0, 0);
    ExactFlow model = ExactFlow.linear(ExactFlow.generator(a));
    ExactFlow truth =
        ExactFlow.linear(ExactFlow.generator(new double[] {0, 0.1}, new double[2], a));
    Disturbed exact = new Disturbed(truth, 0);
    Batch noise = Batch.ofDoubles(1, 2, 0, 1);
    Certificate certificate = euclidean(model, exact, noise);
    double before = Math.expm1(2 * 0.5) / (2 * 0.5);
    double after = Math.expm1(2 * 0.505) / (2 * 0.505);
    assertThat(certificate.sharpness().medianRatio()).isCloseTo((before + after) / 2, within(1e-6));
  }

  @Example
  void withoutAnyErrorThereIsNoRatio() {
    ExactFlow model = ExactFlow.linear(ExactFlow.generator(Matrix.of(1, 1, 0)));
    Disturbed exact = new Disturbed(model, 0);
    Batch noise = Batch.ofDoubles(1, 1, 1);
    Certificate certificate = euclidean(model, exact, noise);
    assertThat(certificate.holds()).isTrue();
    assertThat(certificate.sharpness().medianRatio()).isNaN();
  }

  @Example
  void logarithmicNormsOfAShear() {
    // A = [[-1, 4], [0, -2]]: (A + A^T) / 2 has the eigenvalues -1.5 +- sqrt(0.25 + 4).
    Spectrum spectrum =
        Spectrum.of(ExactFlow.linear(ExactFlow.generator(Matrix.of(2, 2, -1, 4, 0, -2))));
    assertThat(Certificate.logarithmicNorm(spectrum, Certificate.Norm.EUCLIDEAN))
        .isCloseTo(-1.5 + Math.sqrt(4.25), within(1e-14));
    assertThat(Certificate.logarithmicNorm(spectrum, Certificate.Norm.MODES))
        .isCloseTo(-1, within(1e-14));
  }

  @Example
  void aModelThatClaimsTooLittleIsCaught() {
    // The derivative is reported as if there were no disturbance; the error is really there.
    ExactFlow model = ExactFlow.linear(ExactFlow.generator(Matrix.of(1, 1, -1)));
    Disturbed truth = new Disturbed(model, 0.3);
    Batch noise = Batch.ofDoubles(2, 1, 0.5, 1);
    Certificate certificate =
        Certificate.measure(
            model,
            Spectrum.of(model),
            Certificate.Norm.EUCLIDEAN,
            new Disturbed(model, 0).derivative(),
            noise,
            truth.trajectory(noise));
    assertThat(certificate.holds()).isFalse();
    assertThat(certificate.sharpness().holding()).isLessThan(0.1);
  }
}
