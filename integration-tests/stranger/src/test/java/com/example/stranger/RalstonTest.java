package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.testkit.SamplerContract;

class RalstonTest implements SamplerContract<RalstonProvider.Settings> {
  @Override
  public RalstonProvider provider() {
    return new RalstonProvider();
  }

  /** Fine enough for the contract's tolerance of 1e-4; the error falls with the square. */
  @Override
  public RalstonProvider.Settings settings() {
    return new RalstonProvider.Settings(200);
  }

  /** {@code x' = 3 x cos(3 t)} with {@code x(0) = 1}, which is {@code exp(sin 3t)}. */
  private static double error(int steps) {
    VelocityField field =
        new VelocityField() {
          @Override
          public Space space() {
            return Space.of(1);
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            return Batch.ofDoubles(1, 1, 3 * x.get(0, 0) * Math.cos(3 * t.get(0, 0)));
          }
        };
    Batch end =
        new RalstonProvider()
            .create(new RalstonProvider.Settings(steps), SampledModel.of(field))
            .sample(Batch.ofDoubles(1, 1, 1));
    return Math.abs(end.get(0, 0) - Math.exp(Math.sin(3 * FlowTime.DATA)));
  }

  /** Twice the steps, a quarter of the error: neither order 1 (a half) nor order 3 (an eighth). */
  @Test
  void isOfOrderTwo() {
    assertThat(error(1600) / error(3200)).isCloseTo(4, Offset.offset(0.05));
  }

  /** In one step of {@code x' = t^2}: 3/4 (2/3)^2 is a third, as only these nodes have it. */
  @Test
  void looksAheadAtTwoThirds() {
    VelocityField field =
        new VelocityField() {
          @Override
          public Space space() {
            return Space.of(1);
          }

          @Override
          public Batch velocity(Batch t, Batch x) {
            return Batch.ofDoubles(1, 1, t.get(0, 0) * t.get(0, 0));
          }
        };
    Trajectory one =
        provider()
            .create(new RalstonProvider.Settings(1), SampledModel.of(field))
            .sample(Batch.ofDoubles(1, 1, 0), FlowTime.DATA);
    assertThat(one.last().get(0, 0)).isCloseTo(1 / 3.0, Offset.offset(1e-15));
    assertThat(one.evaluations()).isEqualTo(2);
  }

  @Test
  void refusesNoSteps() {
    assertThatThrownBy(() -> new RalstonProvider.Settings(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
  }
}
