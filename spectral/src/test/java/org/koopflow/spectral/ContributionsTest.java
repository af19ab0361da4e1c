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

/** What modes carry in a system of three coordinates that know nothing of one another. */
class ContributionsTest {
  private static final ExactFlow FLOW =
      ExactFlow.linear(
          ExactFlow.generator(
              Matrix.ofRows(
                  new double[] {0.5, 0, 0}, new double[] {0, -0.1, 0}, new double[] {0, 0, -1})));
  private static final Spectrum SPECTRUM = Spectrum.of(FLOW);
  private static final Batch X = states();

  private static Batch states() {
    Random random = new Random(1);
    double[] spread = {1, 3, 2};
    double[] x = new double[3 * 4000];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + spread[i % 3] * random.nextGaussian();
    }
    return Batch.ofDoubles(4000, 3, x);
  }

  @Test
  void sharesAreThoseOfTheVariance() {
    List<Contributions.Share> shares =
        new Contributions(FLOW, SPECTRUM).ofVariance(FLOW.lift(0.3, X));
    assertThat(shares).extracting(share -> share.mode().index()).containsExactly(1, 2, 0);
    double[] expected = {9 / 14.0, 4 / 14.0, 1 / 14.0};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      // Variances of 4,000 numbers are off by about 2 %.
      assertThat(shares.get(i).share()).isCloseTo(expected[i], within(0.05));
      sum += shares.get(i).share();
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void theLeadingModeComesFirst() {
    Spectrum leading = new Contributions(FLOW, SPECTRUM).leading(FLOW.lift(0, X));
    assertThat(leading.modes()).extracting(Mode::growthRate).containsExactly(-0.1, -1.0, 0.5);
  }

  @Test
  void aModeAddsItsOwnCoordinate() {
    Batch part =
        new Contributions(FLOW, SPECTRUM).ofSamples(FLOW.lift(0, X), SPECTRUM.modes().get(1));
    for (int row = 0; row < 20; row++) {
      assertThat(part.get(row, 0)).isCloseTo(0, within(1e-14));
      assertThat(part.get(row, 1)).isCloseTo(X.get(row, 1), within(1e-14));
      assertThat(part.get(row, 2)).isCloseTo(0, within(1e-14));
    }
  }

  @Test
  void energiesFollowTheirRates() {
    double[] times = {0, 0.5, 1};
    Trajectory trajectory =
        new Trajectory(times, List.of(X, FLOW.transport(X, 0, 0.5), FLOW.transport(X, 0, 1)), 3);
    for (Contributions.EnergyCurve curve : new Contributions(FLOW, SPECTRUM).overTime(trajectory)) {
      for (int j = 0; j < 3; j++) {
        assertThat(curve.measured()[j] / curve.predicted()[j]).isCloseTo(1, within(1e-12));
      }
      assertThat(curve.measured()[2] / curve.measured()[0])
          .isCloseTo(Math.exp(2 * curve.mode().growthRate()), within(1e-12));
    }
  }
}
