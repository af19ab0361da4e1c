package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.testkit.OptimizerContract;

class MomentumTest implements OptimizerContract<MomentumProvider.Settings> {
  @Override
  public MomentumProvider provider() {
    return new MomentumProvider();
  }

  @Nested
  class LookingAhead implements OptimizerContract<MomentumProvider.Settings> {
    @Override
    public MomentumProvider provider() {
      return new MomentumProvider();
    }

    @Override
    public MomentumProvider.Settings settings() {
      return new MomentumProvider.Settings(0.8, true);
    }
  }

  private static double after(MomentumProvider.Settings settings) {
    Weights weights = new Weights(Map.of("w", Batch.of(1, 1, 5)));
    Optimizer momentum =
        new MomentumProvider().create(settings, new OptimizerContext(weights, Set.of()));
    momentum.step(weights, new Weights(Map.of("w", Batch.of(1, 1, 4))), 0.5, 0.1);
    momentum.step(weights, new Weights(Map.of("w", Batch.of(1, 1, 1))), 1, 0.2);
    return weights.get("w").get(0, 0);
  }

  /** By hand: the slopes are 2 and 1, the velocities 2 and 2 * 0.5 + 1. */
  @Test
  void aSlopeIsFeltLater() {
    assertThat(after(new MomentumProvider.Settings(0.5, false)))
        .isCloseTo(5 - 0.1 * 2 - 0.2 * 2, within(1e-6));
    assertThat(after(new MomentumProvider.Settings(0.5, true)))
        .isCloseTo(5 - 0.1 * (2 + 0.5 * 2) - 0.2 * (1 + 0.5 * 2), within(1e-6));
    assertThat(after(new MomentumProvider.Settings(0, false)))
        .isCloseTo(5 - 0.1 * 2 - 0.2 * 1, within(1e-6));
  }

  @Test
  void refusesToGoOnForEver() {
    for (double momentum : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> new MomentumProvider.Settings(momentum, false))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage("momentum must lie in [0, 1), got " + momentum);
    }
  }
}
