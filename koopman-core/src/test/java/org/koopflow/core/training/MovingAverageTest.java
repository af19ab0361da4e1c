package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;

class MovingAverageTest {
  private static double value(Weights weights) {
    return weights.get("w").get(0, 0);
  }

  @Test
  void forgetsFasterInTheBeginning() {
    MovingAverage average = new MovingAverage(Formulas.row(0), Set.of(), 0.5);
    double expected = 0;
    for (int k = 1; k <= 12; k++) {
      average.add(Formulas.row(k));
      double keep = Math.min(0.5, (1.0 + k) / (10.0 + k));
      expected = keep * expected + (1 - keep) * k;
      assertThat(value(average.now())).isCloseTo(expected, within(1e-5));
    }
    // (1 + k) / (10 + k) passes 1/2 at k = 8.
    assertThat(expected).isCloseTo(11, within(0.01));
  }

  @Test
  void keepsWhatItWasBeforeTheLastStep() {
    MovingAverage average = new MovingAverage(Formulas.row(4), Set.of(), 0.9);
    assertThat(average.beforeTheLastStep()).isEqualTo(Formulas.row(4));
    average.add(Formulas.row(5));
    assertThat(average.beforeTheLastStep()).isEqualTo(Formulas.row(4));
    Weights first = average.now();
    average.add(Formulas.row(Float.NaN));
    assertThat(value(average.now())).isNaN();
    assertThat(average.beforeTheLastStep()).isEqualTo(first);
    assertThat(value(first)).isBetween(4.0, 5.0);
  }

  /** A mean of a number with itself may differ in its last bit. */
  @Test
  void whatIsFrozenKeepsItsBits() {
    Weights initial = new Weights(Map.of("w", Batch.of(1, 1, 1), "still", Batch.of(1, 1, 0.1f)));
    MovingAverage average = new MovingAverage(initial, Set.of("still"), 0.7);
    for (int k = 0; k < 50; k++) {
      average.add(initial);
    }
    assertThat(average.now().get("still")).isEqualTo(initial.get("still"));
    assertThat(average.beforeTheLastStep().get("still")).isEqualTo(initial.get("still"));
  }
}
