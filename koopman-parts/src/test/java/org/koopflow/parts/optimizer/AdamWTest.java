package org.koopflow.parts.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.testkit.OptimizerContract;

class AdamWTest implements OptimizerContract<AdamWProvider.Settings> {
  @Override
  public AdamWProvider provider() {
    return new AdamWProvider();
  }

  /** The pull to zero moves the minimum where Adam's step is small beside it. */
  @Override
  public double tolerance() {
    return 0.01;
  }

  private static Weights row(float... values) {
    return new Weights(Map.of("w", Batch.of(1, values.length, values)));
  }

  private Optimizer adamW(double decay, Weights initial) {
    return provider()
        .create(
            new AdamWProvider.Settings(0.9, 0.999, 1e-8, decay),
            new OptimizerContext(initial, Set.of()));
  }

  @Test
  void withoutDecayItIsAdam() {
    Weights one = row(1, -2);
    Weights other = row(1, -2);
    Optimizer adam =
        new AdamProvider()
            .create(new AdamProvider().defaults(), new OptimizerContext(one, Set.of()));
    Optimizer adamW = adamW(0, other);
    for (int step = 0; step < 10; step++) {
      adam.step(one, row(step, 0.1f * step - 0.3f), 0.7, 0.1);
      adamW.step(other, row(step, 0.1f * step - 0.3f), 0.7, 0.1);
    }
    assertThat(other).isEqualTo(one);
    assertThat(adamW.state()).isEqualTo(adam.state());
  }

  /** Where there is no slope the weights shrink by {@code rate decay}, whatever their size. */
  @Test
  void everyWeightShrinksByTheSameShare() {
    Weights weights = row(100, -0.01f);
    Optimizer adamW = adamW(0.2, weights);
    for (int step = 0; step < 3; step++) {
      adamW.step(weights, row(0, 0), 1, 0.5);
    }
    assertThat(weights.get("w").get(0, 0)).isCloseTo(100 * 0.9 * 0.9 * 0.9, within(1e-4));
    assertThat(weights.get("w").get(0, 1)).isCloseTo(-0.01 * 0.9 * 0.9 * 0.9, within(1e-8));
  }

  /** The decay is that of the rate alone: neither the slope nor its factor scales it. */
  @Test
  void theDecayIsDecoupledFromTheSlope() {
    for (float slope : new float[] {1e-3f, 1, 1e3f}) {
      Weights weights = row(2);
      adamW(0.5, weights).step(weights, row(slope), 0.25, 0.1);
      // 2 - 0.1 * 0.5 * 2 from the decay, and the rate from Adam's first step.
      assertThat(weights.get("w").get(0, 0)).isCloseTo(1.9 - 0.1, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aDecayOutOfRangeIsRefused(double decay) {
    assertThatThrownBy(() -> adamW(decay, row(1)))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.setting()).isEqualTo("decay"))
        .hasMessageContaining("got " + decay);
  }
}
