package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.spectral.testing.ExactFlow;

/** Fidelity and residual of modes against systems whose truth is known. */
class ModeFidelityTest {
  private static final double[] TIMES = {0.25, 0.5, 0.75, 1};

  private static Batch noise(int d) {
    return Batch.ofDoubles(200, d, new Random(2).doubles(200L * d, -1.5, 1.5).toArray());
  }

  @Test
  void exactModesAreTrue() {
    double mu = -0.05;
    double lambda = -1;
    double c = lambda / (lambda - 2 * mu);
    ExactFlow flow = ExactFlow.slowManifold(mu, lambda);
    Batch noise = noise(2);
    List<Batch> states = new java.util.ArrayList<>();
    for (double t : TIMES) {
      double[] x = new double[noise.size()];
      for (int row = 0; row < noise.rows(); row++) {
        double first = noise.get(row, 0);
        double moved = Math.exp(mu * t) * first;
        x[2 * row] = moved;
        x[2 * row + 1] =
            c * moved * moved + Math.exp(lambda * t) * (noise.get(row, 1) - c * first * first);
      }
      states.add(Batch.ofDoubles(noise.rows(), 2, x));
    }
    for (ModeFidelity fidelity :
        ModeFidelity.measure(flow, Spectrum.of(flow), noise, new Trajectory(TIMES, states, 0))) {
      assertThat(fidelity.relativeError()).isLessThan(1e-12);
      assertThat(fidelity.variationError()).isLessThan(1e-12);
    }
  }

  /** A model that takes x' = -x for x' = -1.2 x + drift. */
  private static ExactFlow wrong(double drift) {
    return ExactFlow.linear(
        ExactFlow.generator(new double[] {drift}, new double[1], Matrix.of(1, 1, -1.2)));
  }

  private static Trajectory decaying(Batch noise) {
    List<Batch> states = new java.util.ArrayList<>();
    for (double t : TIMES) {
      double[] x = noise.doubles().clone();
      for (int i = 0; i < x.length; i++) {
        x[i] *= Math.exp(-t);
      }
      states.add(Batch.ofDoubles(noise.rows(), 1, x));
    }
    return new Trajectory(TIMES, states, 0);
  }

  @Test
  void aWrongRateIsSeenAsTheErrorItMakes() {
    ExactFlow flow = wrong(0);
    Batch noise = noise(1);
    ModeFidelity fidelity =
        ModeFidelity.measure(flow, Spectrum.of(flow), noise, decaying(noise)).get(0);
    double error = 0;
    double size = 0;
    for (int j = 0; j < TIMES.length; j++) {
      double off = Math.exp(-TIMES[j]) - Math.exp(-1.2 * TIMES[j]);
      error += off * off;
      size += Math.exp(-2 * TIMES[j]);
      assertThat(fidelity.relativeErrorAt()[j])
          .isCloseTo(1 - Math.exp(-0.2 * TIMES[j]), within(1e-12));
    }
    assertThat(fidelity.relativeError()).isCloseTo(Math.sqrt(error / size), within(1e-12));
    double still = 0;
    for (double t : TIMES) {
      still += (1 - Math.exp(-t)) * (1 - Math.exp(-t));
    }
    assertThat(fidelity.conservedError() / fidelity.variationError())
        .isCloseTo(Math.sqrt(still / error), within(1e-12));
    assertThat(fidelity.variationError()).isGreaterThanOrEqualTo(fidelity.relativeError());
  }

  @Test
  void aLargeConstantHidesTheErrorFromAllButTheVariation() {
    // phi = x - drift / 1.2: the constant part is large and says nothing of a sample.
    ExactFlow flow = wrong(-1200);
    Batch noise = noise(1);
    ModeFidelity fidelity =
        ModeFidelity.measure(flow, Spectrum.of(flow), noise, decaying(noise)).get(0);
    assertThat(fidelity.variationError()).isGreaterThan(100 * fidelity.relativeError());
  }

  @Test
  void theResidualIsTheDifferenceOfTheRates() {
    ExactFlow flow = wrong(0);
    LieDerivative truth =
        (t, x) -> {
          double[] tangent = new double[3 * x.rows()];
          for (int row = 0; row < x.rows(); row++) {
            tangent[3 * row + 1] = 1;
            tangent[3 * row + 2] = -x.get(row, 0);
          }
          return new LieDerivative.Moving(flow.lift(0, x), Batch.ofDoubles(x.rows(), 3, tangent));
        };
    Batch x = noise(1);
    ModeResidual residual =
        ModeResidual.measure(Spectrum.of(flow), truth, Batch.zeros(x.rows(), 1), x).get(0);
    assertThat(residual.residual()).isCloseTo(0.2, within(1e-14));
    assertThat(residual.relative()).isCloseTo(0.2, within(1e-14));
  }
}
