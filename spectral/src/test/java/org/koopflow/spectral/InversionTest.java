package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.spectral.testing.ExactFlow;

/** Data to noise and back. */
class InversionTest {
  private static final Matrix A = Matrix.of(2, 2, -0.5, -1, 1, 0.8);
  private static final Batch DATA =
      Batch.ofDoubles(50, 2, new Random(4).doubles(100, -2, 2).toArray());

  private static ExactFlow linear() {
    return ExactFlow.linear(
        ExactFlow.generator(new double[] {0.3, -0.2}, new double[] {0.1, 0}, A));
  }

  private static VelocityField field() {
    return new VelocityField() {
      @Override
      public Space space() {
        return Space.of(2);
      }

      @Override
      public Batch velocity(Batch t, Batch x) {
        double[] v = new double[x.size()];
        for (int row = 0; row < x.rows(); row++) {
          v[2 * row] =
              0.3 + 0.1 * t.get(row, 0) + A.get(0, 0) * x.get(row, 0) + A.get(0, 1) * x.get(row, 1);
          v[2 * row + 1] = -0.2 + A.get(1, 0) * x.get(row, 0) + A.get(1, 1) * x.get(row, 1);
        }
        return Batch.ofDoubles(x.rows(), 2, v);
      }
    };
  }

  private static Function<VelocityField, Sampler> exactly() {
    Plugins plugins = Plugins.discover();
    return velocity ->
        plugins.create(
            SamplerProvider.class,
            new Selection<>("dopri5", Map.of("rtol", 1e-9, "atol", 1e-9)),
            SampledModel.of(velocity));
  }

  @Test
  void linearFlowsAreInvertedExactly() {
    ExactFlow flow = linear();
    Batch noise = new Inversion(flow).toNoise(DATA);
    Batch again = flow.transport(noise, 0, 1);
    for (int i = 0; i < DATA.size(); i++) {
      assertThat(again.doubles()[i]).isCloseTo(DATA.doubles()[i], within(1e-13));
    }
  }

  @Test
  void theSolverComesToTheSameNoise() {
    Inversion.RoundTrip trip = new Inversion(linear()).roundTrip(DATA, field(), exactly());
    assertThat(trip.relativeError()).isLessThan(1e-13);
    assertThat(trip.correctedError()).isLessThan(1e-13);
    Inversion.Solved solved = trip.solved().orElseThrow();
    assertThat(solved.error()).isLessThan(1e-8);
    assertThat(solved.noiseDistance()).isLessThan(1e-8);
    assertThat(solved.correctedNoiseDistance()).isLessThan(1e-8);
    assertThat(solved.evaluations()).isPositive();
    assertThat(new Inversion(linear()).roundTrip(DATA))
        .as("without a teacher")
        .isEqualTo(
            new Inversion.RoundTrip(trip.relativeError(), trip.correctedError(), Optional.empty()));
  }

  @Test
  void distancesAreThoseOfTheNoiseFoundFromTheSolvers() {
    // The encoder errs, so that one evaluation does not come to the noise the teacher comes to.
    Matrix generator = ExactFlow.generator(new double[] {0.3, -0.2}, new double[] {0.1, 0}, A);
    ExactFlow flow =
        new ExactFlow(
            generator,
            2,
            (t, x) -> new double[] {x[0] + 0.1 * t * Math.sin(3 * x[1]), x[1]},
            z -> new double[] {z[2], z[3]});
    Batch exact = linear().transport(DATA, 1, 0);
    Inversion inversion = new Inversion(flow);
    double plain = Batches.relativeError(inversion.toNoise(DATA), exact);
    double corrected = Batches.relativeError(inversion.toNoise(DATA, Inversion.CORRECTIONS), exact);

    Inversion.Solved solved = inversion.roundTrip(DATA, field(), exactly()).solved().orElseThrow();

    assertThat(plain).isGreaterThan(0.02);
    assertThat(solved.noiseDistance()).isCloseTo(plain, within(1e-6));
    assertThat(corrected).isLessThan(plain / 10);
    assertThat(solved.correctedNoiseDistance()).isCloseTo(corrected, within(1e-6));
  }

  @Test
  void correctionsUndoWhatTheDecoderGetsWrong() {
    // The decoder errs by a tenth of a sine, so that back and forth do not undo each other.
    ExactFlow flow =
        new ExactFlow(
            ExactFlow.generator(A),
            2,
            (t, x) -> x.clone(),
            z -> new double[] {z[2] + 0.1 * Math.sin(3 * z[3]), z[3] + 0.1 * Math.cos(z[2])});
    Inversion inversion = new Inversion(flow);
    double plain = Batches.relativeError(flow.transport(inversion.toNoise(DATA, 0), 0, 1), DATA);
    double corrected =
        Batches.relativeError(flow.transport(inversion.toNoise(DATA, 20), 0, 1), DATA);
    assertThat(plain).isGreaterThan(0.05);
    assertThat(corrected).isLessThan(1e-6);
    assertThat(inversion.toNoise(DATA, 0)).isEqualTo(inversion.toNoise(DATA));
  }
}
