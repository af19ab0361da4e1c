package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Sampler;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.sampling.Trajectory;

/**
 * What holds for every sampler, on a flow known in closed form.
 *
 * @param <S> its settings
 */
public interface SamplerContract<S extends Record> extends PluginContract<SamplerProvider<S>> {
  /**
   * The settings to test with.
   *
   * @return the defaults unless overridden
   */
  default S settings() {
    return provider().defaults();
  }

  /**
   * How far a state may be from its exact place, as a share of one plus the largest coordinate.
   *
   * @return 1e-4 unless overridden by a coarser solver
   */
  default double tolerance() {
    return 1e-4;
  }

  /**
   * Whether the sampler can start anywhere and run backward, see {@link Sampler#transport}.
   *
   * @return false unless overridden
   */
  default boolean goesBackward() {
    return false;
  }

  private Sampler sampler() {
    return provider()
        .create(
            settings(),
            new SampledModel(Optional.of(SpiralFlow.velocity()), Optional.of(SpiralFlow.linear())));
  }

  private static Batch noise() {
    return Samples.normal(6, SpiralFlow.DIMENSION, "sampler");
  }

  /** Samples are where the flow takes the noise. */
  @Test
  default void followsTheFlow() {
    Batch samples = sampler().sample(noise());
    Batch exact = SpiralFlow.exact(noise(), FlowTime.NOISE, FlowTime.DATA);
    Samples.assertClose(samples, exact, tolerance());
  }

  /** A condition comes out as it went in, and what flows flows as it does without one. */
  @Test
  default void keepsACondition() {
    Sampler conditioned =
        provider()
            .create(
                settings(),
                new SampledModel(
                    Optional.of(ConditionedSpiral.velocity()),
                    Optional.of(new ConditionedSpiral())));
    Batch rows = ConditionedSpiral.rows(noise());
    Trajectory trajectory = conditioned.sample(rows, FlowTime.NOISE, 0.5, FlowTime.DATA);
    for (int i = 0; i < 3; i++) {
      Batch state = trajectory.states().get(i);
      Samples.assertSameBits(
          ConditionedSpiral.SPACE.condition(state).orElseThrow(),
          ConditionedSpiral.SPACE.condition(rows).orElseThrow());
      Batch exact = SpiralFlow.exact(noise(), FlowTime.NOISE, trajectory.times()[i]);
      Samples.assertClose(ConditionedSpiral.SPACE.state(state), exact, tolerance());
    }
  }

  /** What is asked for without a time is the end of what is asked for with one. */
  @Test
  default void samplesAreTheEndsOfTrajectories() {
    Batch ends = sampler().sample(noise(), FlowTime.DATA).last();
    Samples.assertClose(sampler().sample(noise()), ends, 1e-6);
  }

  /** A trajectory has a state for each time asked for, the first and the last included. */
  @Test
  default void reachesEveryTimeAskedFor() {
    double[] times = {FlowTime.NOISE, 0.13, 0.5, FlowTime.DATA};
    Trajectory trajectory = sampler().sample(noise(), times);
    assertThat(trajectory.times()).containsExactly(times);
    assertThat(trajectory.evaluations()).isPositive();
    for (int i = 0; i < times.length; i++) {
      Batch exact = SpiralFlow.exact(noise(), FlowTime.NOISE, times[i]);
      Samples.assertClose(trajectory.states().get(i), exact, tolerance());
    }
    Batch middle = sampler().sample(noise(), 0.5).last();
    Samples.assertClose(middle, SpiralFlow.exact(noise(), FlowTime.NOISE, 0.5), tolerance());
  }

  /** A start at the noise is the start of {@code sample}, whatever else a sampler can do. */
  @Test
  default void transportFromNoiseIsSampling() {
    Trajectory one = sampler().sample(noise(), 0.5, FlowTime.DATA);
    Trajectory other = sampler().transport(noise(), FlowTime.NOISE, 0.5, FlowTime.DATA);
    assertThat(other.times()).containsExactly(0.5, FlowTime.DATA);
    assertThat(other.evaluations()).isEqualTo(one.evaluations());
    for (int i = 0; i < 2; i++) {
      Samples.assertSameBits(other.states().get(i), one.states().get(i));
    }
  }

  /** Backward, and from the middle in both directions; or a refusal that says what is possible. */
  @Test
  default void goesBackwardOrSaysThatItDoesNot() {
    Batch start = noise();
    if (!goesBackward()) {
      assertThatThrownBy(() -> sampler().transport(start, FlowTime.DATA, FlowTime.NOISE))
          .isInstanceOf(SpecificationException.class)
          .hasMessageContaining(String.valueOf(FlowTime.DATA))
          .hasMessageNotContaining("\n");
      return;
    }
    double[][] ways = {{1, 0.5, 0.31, 0}, {0.6, 0.6, 0.2}, {0.37, 0.9, 1}, {0.37, 0}};
    for (double[] way : ways) {
      double[] times = Arrays.copyOfRange(way, 1, way.length);
      Trajectory trajectory = sampler().transport(start, way[0], times);
      assertThat(trajectory.times()).containsExactly(times);
      for (int i = 0; i < times.length; i++) {
        Batch exact = SpiralFlow.exact(start, way[0], times[i]);
        Samples.assertClose(trajectory.states().get(i), exact, tolerance());
      }
    }
    Batch samples = sampler().sample(start);
    Batch back = sampler().transport(samples, FlowTime.DATA, FlowTime.NOISE).last();
    Samples.assertClose(back, start, 3 * tolerance());
    double[][] wrong = {{1.1, 0}, {0.5}, {0.5, 0.7, 0.2}, {0.5, 0.2, 0.7}, {Double.NaN, 0}};
    for (double[] way : wrong) {
      double[] times = Arrays.copyOfRange(way, 1, way.length);
      assertThatThrownBy(() -> sampler().transport(start, way[0], times))
          .as("from %s to %s", way[0], Arrays.toString(times))
          .isInstanceOfAny(IllegalArgumentException.class, SpecificationException.class);
    }
  }

  /** The same noise gives the same samples, and the noise stays as it was. */
  @Test
  default void isDeterministic() {
    Batch noise = noise();
    Sampler sampler = sampler();
    Batch first = sampler.sample(noise);
    Samples.assertSameBits(noise, noise());
    Samples.assertSameBits(sampler.sample(noise), first);
    Samples.assertSameBits(sampler().sample(noise), first);
  }

  /** Times beyond the horizon, in the wrong order, or none at all are refused. */
  @Test
  default void refusesTimesItCannotReach() {
    double[][] wrong = {{}, {-0.1}, {1.1}, {Double.NaN}, {0.7, 0.2}};
    for (double[] times : wrong) {
      assertThatThrownBy(() -> sampler().sample(noise(), times))
          .as("times %s", Arrays.toString(times))
          .isInstanceOfAny(IllegalArgumentException.class, SpecificationException.class);
    }
  }

  /** A model that lacks what the sampler needs is refused when the sampler is made. */
  @Test
  default void refusesAModelWithoutWhatItNeeds() {
    SampledModel empty = new SampledModel(Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> provider().create(settings(), empty))
        .isInstanceOf(SpecificationException.class)
        .hasMessageContaining(provider().name())
        .hasMessageNotContaining("\n");
  }
}
