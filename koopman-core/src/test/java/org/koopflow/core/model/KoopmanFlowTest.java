package org.koopflow.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Matrix;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.testing.HostBackend;
import org.koopflow.core.testing.Models;
import org.koopflow.numerics.exponential.KrylovExponential;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.parts.sampling.KoopmanSamplerProvider;

class KoopmanFlowTest {
  private static final Exponential EXPONENTIAL = new PadeExponential();

  static Stream<Models.Kind> liftings() {
    return Stream.of(Models.Kind.values());
  }

  private static KoopmanFlow flow(Models.Kind lifting) {
    return flow(lifting, EXPONENTIAL);
  }

  private static KoopmanFlow flow(Models.Kind lifting, Exponential exponential) {
    KoopmanModel model = Models.model(lifting, 2);
    return new KoopmanFlow(new HostBackend(), model, Models.weights(model), exponential);
  }

  /** Counts what is asked of an exponential. */
  private static final class Counting implements Exponential {
    private final Exponential inner;
    private int exponentials;
    private int actions;

    Counting(Exponential inner) {
      this.inner = inner;
    }

    @Override
    public Matrix exp(Matrix a) {
      exponentials++;
      return inner.exp(a);
    }

    @Override
    public List<Matrix> exp(Matrix a, double[] times) {
      exponentials++;
      return inner.exp(a, times);
    }

    @Override
    public Optional<Action> action() {
      return inner
          .action()
          .map(
              action ->
                  (a, t, b) -> {
                    actions++;
                    return action.apply(a, t, b);
                  });
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void fewStatesAreMovedWithoutTheExponential(Models.Kind lifting) {
    Counting krylov = new Counting(new KrylovExponential());
    try (KoopmanFlow direct = flow(lifting, krylov);
        KoopmanFlow formed = flow(lifting)) {
      // Six rows are fewer than n = 7.
      Batch z = formed.lift(0.1, states());
      assertClose(direct.advance(z, 0.8), formed.advance(z, 0.8), 1e-12);
      assertClose(direct.transport(states(), 0.1, 0.9), formed.transport(states(), 0.1, 0.9), 1e-6);
      List<Batch> many = direct.advance(z, new double[] {0.2, -0.4});
      assertClose(many.get(1), formed.advance(z, -0.4), 1e-12);
      assertThat(krylov.actions).isEqualTo(4);
      assertThat(krylov.exponentials).isZero();
      Batch large = Batch.stack(List.of(z, z));
      assertClose(direct.advance(large, 0.8), formed.advance(large, 0.8), 1e-12);
      assertThat(krylov.exponentials).isOne();
      assertThat(krylov.actions).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void manyTimesTakeOneCall(Models.Kind lifting) {
    Counting counting = new Counting(EXPONENTIAL);
    try (KoopmanFlow flow = flow(lifting, counting)) {
      Batch z = flow.lift(FlowTime.NOISE, states());
      double[] times = {0.25, 0.5, 0.25, 1};
      List<Batch> moved = flow.advance(z, times);
      assertThat(counting.exponentials).isOne();
      for (int i = 0; i < times.length; i++) {
        assertClose(moved.get(i), flow.advance(z, times[i]), 0);
      }
      assertThat(counting.exponentials).isOne();
    }
  }

  private static Batch states() {
    return RandomStreams.normal(6, 2, new RandomStreams(1).stream("states"));
  }

  private static void assertClose(Batch actual, Batch expected, double tolerance) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.doubles()[i]).isCloseTo(expected.doubles()[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void timeCoordinateReadsTheTimeReached(Models.Kind lifting) {
    try (KoopmanFlow flow = flow(lifting)) {
      for (double t : new double[] {0, 0.3}) {
        for (double duration : new double[] {0.2, 0.7, -0.3}) {
          Batch moved = flow.advance(flow.lift(t, states()), duration);
          for (int row = 0; row < moved.rows(); row++) {
            // Inputs pass through a single-precision batch: 0.3 is known to about 1e-8.
            assertThat(flow.layout().time(moved).get(row, 0)).isCloseTo(t + duration, within(2e-8));
            assertThat(flow.layout().one(moved).get(row, 0)).isCloseTo(1, within(1e-14));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void oneStepEqualsTheCompositionOfMany(Models.Kind lifting) {
    try (KoopmanFlow flow = flow(lifting)) {
      Batch start = flow.lift(FlowTime.NOISE, states());
      Batch composed = start;
      for (int k = 0; k < 8; k++) {
        composed = flow.advance(composed, 0.125);
      }
      assertClose(composed, flow.advance(start, 1), 1e-12);
      assertClose(flow.advance(flow.advance(start, 1), -1), start, 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void generatorIsTheDerivativeOfTheFlow(Models.Kind lifting) {
    try (KoopmanFlow flow = flow(lifting)) {
      Batch z = flow.lift(0.4, states());
      double h = 1e-5;
      double[] ahead = flow.advance(z, h).doubles();
      double[] behind = flow.advance(z, -h).doubles();
      int n = flow.layout().dimension();
      for (int row = 0; row < z.rows(); row++) {
        for (int i = 0; i < n; i++) {
          double expected = 0;
          for (int j = 0; j < n; j++) {
            expected += flow.generator().get(i, j) * z.get(row, j);
          }
          double measured = (ahead[row * n + i] - behind[row * n + i]) / (2 * h);
          assertThat(measured).isCloseTo(expected, within(1e-8));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void transportIsLiftAdvanceAndDecode(Models.Kind lifting) {
    try (KoopmanFlow flow = flow(lifting)) {
      Batch parts = flow.decode(flow.advance(flow.lift(0.2, states()), 0.5));
      assertClose(flow.transport(states(), 0.2, 0.7), parts, 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("liftings")
  void oneStepSamplesAreTheEndsOfTrajectories(Models.Kind lifting) {
    try (KoopmanFlow flow = flow(lifting)) {
      Sampler sampler =
          new KoopmanSamplerProvider()
              .create(new org.koopflow.api.NoSettings(), SampledModel.of(flow));
      Trajectory trajectory = sampler.sample(states(), 0.25, 0.5, FlowTime.DATA);
      assertThat(trajectory.evaluations()).isEqualTo(3);
      assertClose(trajectory.last(), sampler.sample(states()), 1e-12);
      assertClose(trajectory.states().get(0), sampler.sample(states(), 0.25).last(), 1e-12);
    }
  }

  /** Many rows pass through in blocks, which nobody sees. */
  @ParameterizedTest
  @MethodSource("liftings")
  void everyRowIsForItself(Models.Kind lifting) {
    Batch many = RandomStreams.normal(4_501, 2, new RandomStreams(2).stream("many"));
    try (KoopmanFlow flow = flow(lifting)) {
      Batch moved = flow.transport(many, 0.2, 0.7);
      Batch parts = flow.decode(flow.advance(flow.lift(0.2, many), 0.5));
      assertClose(parts, moved, 1e-12);
      for (int from : new int[] {0, 1_998, 3_999, 4_498}) {
        assertClose(
            moved.rows(from, from + 3), flow.transport(many.rows(from, from + 3), 0.2, 0.7), 1e-12);
      }
    }
  }
}
