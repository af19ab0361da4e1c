package org.koopflow.parts.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

class SolverTest {
  private static final Batch START = Swinging.START;

  static Stream<Arguments> fixed() {
    return Stream.of(
        Arguments.of(new FixedStepProvider.Euler(), 1),
        Arguments.of(new FixedStepProvider.Midpoint(), 2),
        Arguments.of(new FixedStepProvider.Heun(), 2),
        Arguments.of(new FixedStepProvider.Rk4(), 4));
  }

  static Stream<AdaptiveProvider> adaptive() {
    return Stream.of(new AdaptiveProvider.DormandPrince(), new AdaptiveProvider.Tsitouras());
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void evaluationsAreCounted(FixedStepProvider provider, int stages) {
    Swinging field = new Swinging();
    Sampler sampler = provider.create(new FixedStepProvider.Settings(10), SampledModel.of(field));
    Trajectory trajectory = sampler.sample(START, 1);
    assertThat(trajectory.evaluations()).isEqualTo(field.calls).isEqualTo(10 * stages);
  }

  @Test
  void intermediateTimesCostNoFurtherEvaluations() {
    Sampler sampler =
        new FixedStepProvider.Rk4()
            .create(new FixedStepProvider.Settings(10), SampledModel.of(new Swinging()));
    assertThat(sampler.sample(START, 0, 0.123, 0.5, 0.77, 1).evaluations()).isEqualTo(40);
  }

  /** Wherever the way ends, forward and backward, on the scale the tolerance is meant for. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveErrorStaysWithinTenTimesTheTolerance(AdaptiveProvider provider) {
    for (double tolerance : new double[] {1e-3, 1e-5, 1e-7, 1e-9}) {
      Sampler sampler = make(provider, tolerance, new Swinging());
      for (double[] way : new double[][] {{0, 0.1}, {0, 0.4}, {0, 1}, {1, 0.6}, {1, 0}}) {
        Batch end = sampler.transport(START, way[0], way[1]).last();
        assertThat(Swinging.relativeError(end, way[0], way[1]))
            .as("%s from %s to %s, tolerance %s", provider.name(), way[0], way[1], tolerance)
            .isLessThan(10 * tolerance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveErrorOnTheWayStaysThereToo(AdaptiveProvider provider) {
    double[] forward = IntStream.rangeClosed(1, 100).mapToDouble(k -> k / 100.0).toArray();
    double[] backward = IntStream.rangeClosed(1, 100).mapToDouble(k -> 1 - k / 100.0).toArray();
    for (double tolerance : new double[] {1e-3, 1e-5, 1e-7, 1e-9}) {
      Sampler sampler = make(provider, tolerance, new Swinging());
      Trajectory there = sampler.sample(START, forward);
      Trajectory back = sampler.transport(START, 1, backward);
      for (int i = 0; i < 100; i++) {
        assertThat(Swinging.relativeError(there.states().get(i), 0, forward[i]))
            .as("%s at %s, tolerance %s", provider.name(), forward[i], tolerance)
            .isLessThan(10 * tolerance);
        assertThat(Swinging.relativeError(back.states().get(i), 1, backward[i]))
            .as("%s back at %s, tolerance %s", provider.name(), backward[i], tolerance)
            .isLessThan(10 * tolerance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void forwardThenBackwardReturnsToTheStart(AdaptiveProvider provider) {
    for (double tolerance : new double[] {1e-3, 1e-5, 1e-7, 1e-9}) {
      Sampler sampler = make(provider, tolerance, new Swinging());
      Batch back = sampler.transport(sampler.sample(START), 1, 0).last();
      assertThat(Swinging.relativeError(back, 0, 0)).isLessThan(10 * tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveCountsWhatItUses(AdaptiveProvider provider) {
    Swinging field = new Swinging();
    Trajectory trajectory = make(provider, 1e-6, field).sample(START, 0.2, 0.2, 1);
    assertThat(trajectory.evaluations()).isEqualTo(field.calls).isGreaterThan(20);
    assertThat(trajectory.states().get(0)).isEqualTo(trajectory.states().get(1));
  }

  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveReadsTimesOnTheWayFromItsSteps(AdaptiveProvider provider) {
    Sampler sampler = make(provider, 1e-6, new Swinging());
    double[] many = IntStream.rangeClosed(0, 100).mapToDouble(k -> k / 100.0).toArray();
    Trajectory path = sampler.sample(START, many);
    assertThat(path.evaluations())
        .isEqualTo(sampler.sample(START, 0.77, 1).evaluations())
        .isLessThan(2 * sampler.sample(START, 1).evaluations());
    assertThat(path.last()).isEqualTo(sampler.sample(START, 0.77, 1).last());
    assertThat(path.states().get(0)).isEqualTo(START);
  }

  @Test
  void adaptiveGivesUpInsteadOfRunningForEver() {
    Sampler sampler =
        new AdaptiveProvider.DormandPrince()
            .create(
                new AdaptiveProvider.Settings(1e-12, 1e-12, 3), SampledModel.of(new Swinging()));
    assertThatThrownBy(() -> sampler.sample(START, 1))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("after 3 steps");
  }

  @Test
  void aFieldThatIsNotFiniteIsReported() {
    VelocityField broken =
        new VelocityField() {
          @Override
          public Space space() {
            return Space.of(2);
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            return Batch.ofDoubles(x.rows(), 2, Double.NaN, 0, 0, 0);
          }
        };
    assertThatThrownBy(() -> adaptive(1e-5, broken).sample(START, 1))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("not finite");
  }

  @Test
  void timesAreChecked() {
    Sampler sampler = adaptive(1e-5, new Swinging());
    assertThatThrownBy(() -> sampler.sample(START, 1.5))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("got 1.5");
    assertThatThrownBy(() -> sampler.sample(START, 0.5, 0.2))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining("ascend");
    assertThatThrownBy(() -> sampler.sample(START, new double[0]))
        .isInstanceOf(SpecificationException.class);
  }

  /** An estimate that is far too large or too small shows in the number of steps. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void adaptiveWorksNoHarderThanTheToleranceAsks(AdaptiveProvider provider) {
    for (double tolerance : new double[] {1e-3, 1e-6, 1e-9}) {
      Batch end = make(provider, tolerance, new Swinging()).sample(START);
      assertThat(Swinging.error(end, 0, 1)).isGreaterThan(1e-4 * tolerance);
    }
    int loose = make(provider, 1e-4, new Swinging()).sample(START, 1).evaluations();
    int tight = make(provider, 1e-9, new Swinging()).sample(START, 1).evaluations();
    // A method of order five takes 10 times the steps for 1e-5 of the error.
    assertThat((double) tight / loose).isBetween(3.0, 15.0);
  }

  private static Sampler adaptive(double tolerance, VelocityField field) {
    return make(new AdaptiveProvider.DormandPrince(), tolerance, field);
  }

  private static Sampler make(AdaptiveProvider provider, double tolerance, VelocityField field) {
    return provider.create(
        new AdaptiveProvider.Settings(tolerance, tolerance, 10_000), SampledModel.of(field));
  }

  /** A condition stands still and has no error: it must not make that of the others look small. */
  @ParameterizedTest
  @MethodSource("adaptive")
  void stepsAreTheSameUnderACondition(AdaptiveProvider provider) {
    Swinging alone = new Swinging();
    Space space = Space.of(2).withConditions(8);
    VelocityField conditioned =
        new VelocityField() {
          @Override
          public Space space() {
            return space;
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            return space.moving(alone.velocity(t, space.state(x)));
          }
        };
    Batch condition = Batch.filled(2, 8, 3).to(Precision.FLOAT64);
    Batch rows = space.join(Swinging.START, Optional.of(condition));
    AdaptiveProvider.Settings settings = new AdaptiveProvider.Settings(1e-4, 1e-4, 1000);
    Trajectory plain =
        provider.create(settings, SampledModel.of(new Swinging())).sample(Swinging.START, 0.3, 1);
    Trajectory under = provider.create(settings, SampledModel.of(conditioned)).sample(rows, 0.3, 1);
    assertThat(under.evaluations()).isEqualTo(plain.evaluations());
    assertThat(space.state(under.last())).isEqualTo(plain.last());
    assertThat(space.condition(under.last())).contains(condition);
  }
}
