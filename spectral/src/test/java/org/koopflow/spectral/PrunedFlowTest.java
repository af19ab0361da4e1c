package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.spectral.testing.ExactFlow;
import org.koopflow.testkit.LinearFlowContract;

/** Models with fewer modes. */
class PrunedFlowTest {
  private static final ExactFlow FLOW =
      ExactFlow.linear(
          ExactFlow.generator(
              new double[] {0.5, 0.2, 0, 0},
              new double[] {0, 1, 0, 0},
              Matrix.ofRows(
                  new double[] {0.7, 0.3, 0, 0},
                  new double[] {0, -0.4, 0, 0.1},
                  new double[] {0, 0, -0.1, -2},
                  new double[] {0, 0, 2, -0.1})));
  private static final Spectrum SPECTRUM = Spectrum.of(FLOW);
  private static final Batch NOISE =
      Batch.ofDoubles(500, 4, new Random(8).doubles(2000, -2, 2).toArray());

  private static PrunedFlow keep(Spectrum spectrum, int count) {
    return PrunedFlow.keep(FLOW, spectrum, count, NOISE, new PadeExponential());
  }

  @Nested
  class OfTwoModes implements LinearFlowContract {
    @Override
    public LinearFlow flow() {
      return keep(SPECTRUM, 2);
    }
  }

  @Test
  void withAllModesItIsTheModel() {
    PrunedFlow pruned = keep(SPECTRUM, 3);
    assertThat(pruned.layout()).isEqualTo(FLOW.layout());
    Batch expected = FLOW.transport(NOISE, 0.1, 0.8);
    Batch actual = pruned.transport(NOISE, 0.1, 0.8);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.doubles()[i]).isCloseTo(expected.doubles()[i], within(1e-12));
    }
    assertThat(pruned.quality(NOISE)).extracting(PrunedFlow.Quality::modes).isEqualTo(3);
    assertThat(pruned.quality(NOISE).relativeError()).isLessThan(1e-13);
  }

  @Test
  void whatIsKeptMovesAsBefore() {
    PrunedFlow pruned = keep(SPECTRUM, 2);
    assertThat(pruned.layout().observables()).isEqualTo(3);
    Spectrum smaller = Spectrum.of(pruned);
    assertThat(SpectrumMatching.between(smaller, SPECTRUM).largestDistance()).isLessThan(1e-13);
    assertThat(smaller.modes()).hasSize(2);
  }

  @Test
  void whatIsDroppedKeepsItsMean() {
    PrunedFlow pruned = keep(SPECTRUM, 1);
    for (double t : new double[] {0, 0.5, 1}) {
      double[] whole = FLOW.transport(NOISE, 0, t).doubles();
      double[] part = pruned.transport(NOISE, 0, t).doubles();
      double[] difference = new double[4];
      for (int i = 0; i < whole.length; i++) {
        difference[i % 4] += (whole[i] - part[i]) / NOISE.rows();
      }
      assertThat(difference).containsExactly(new double[4], within(1e-12));
    }
  }

  @Test
  void theErrorIsTheVarianceThatWasDropped() {
    // Independent coordinates with spreads 1, 2 and 3 at the end: dropping the first two.
    ExactFlow still = ExactFlow.linear(ExactFlow.generator(Matrix.zeros(3, 3)));
    double[] x = new double[3 * 4000];
    Random random = new Random(4);
    for (int i = 0; i < x.length; i++) {
      x[i] = (1 + i % 3) * random.nextGaussian();
    }
    Batch noise = Batch.ofDoubles(4000, 3, x);
    Spectrum leading = new Contributions(still, Spectrum.of(still)).leading(still.lift(1, noise));
    PrunedFlow pruned = PrunedFlow.keep(still, leading, 1, noise, new PadeExponential());
    assertThat(pruned.quality(noise).relativeError())
        .isCloseTo(Math.sqrt((1 + 4) / 14.0), within(0.01));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> keep(SPECTRUM, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> keep(SPECTRUM, 4));
    ExactFlow defective = ExactFlow.linear(ExactFlow.generator(Matrix.of(2, 2, -1, 1, 0, -1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PrunedFlow.keep(
                    defective,
                    Spectrum.of(defective),
                    1,
                    NOISE.columns(0, 2),
                    new PadeExponential()))
        .withMessageContaining("Schur form");
  }
}
