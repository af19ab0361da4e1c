package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformContext;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.testkit.Failures;
import org.koopflow.testkit.TransformContract;

class RangeTest implements TransformContract<RangeProvider.Settings> {
  @Override
  public TransformProvider<RangeProvider.Settings> provider() {
    return new RangeProvider();
  }

  private Transform fit(double reach, Batch train) {
    return provider().create(new RangeProvider.Settings(reach), new TransformContext(train));
  }

  @Test
  void fillsTheRange() {
    Batch train = Batch.of(3, 2, 1, -10, 2, 30, 5, 0);
    assertThat(fit(2, train).forward(train).doubles())
        .containsExactly(new double[] {-2, -2, -1, 2, 2, -1}, within(1e-6));
  }

  @Test
  void refusesColumnsThatDoNotVary() {
    Failures.assertRefuses(() -> fit(1, Batch.of(2, 2, 1, 7, 2, 7)), "column 2", "7.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RangeProvider.Settings(0))
        .withMessage("reach must be positive, got 0.0");
  }
}
