package org.koopflow.parts.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Weights;
import org.koopflow.api.training.Optimizer;
import org.koopflow.api.training.OptimizerContext;
import org.koopflow.testkit.OptimizerContract;

class AdamTest implements OptimizerContract<AdamProvider.Settings> {
  @Override
  public AdamProvider provider() {
    return new AdamProvider();
  }

  private static Weights row(float... values) {
    return new Weights(Map.of("w", Batch.of(1, values.length, values)));
  }

  private Optimizer adam(Weights initial) {
    return provider().create(settings(), new OptimizerContext(initial, Set.of()));
  }

  /** With bias correction the first update is rate * g / |g| in every coordinate. */
  @Test
  void theFirstStepHasTheLengthOfTheRate() {
    Weights weights = row(0, 0);
    adam(weights).step(weights, row(-6, 200), 1, 0.01);
    assertThat(weights.get("w").get(0, 0)).isCloseTo(0.01, within(1e-6));
    assertThat(weights.get("w").get(0, 1)).isCloseTo(-0.01, within(1e-6));
  }

  @Test
  void stepsFollowTheFormulaOfTheAuthors() {
    AdamProvider.Settings settings = new AdamProvider.Settings(0.8, 0.95, 0.01);
    Weights weights = row(1);
    Optimizer adam = provider().create(settings, new OptimizerContext(weights, Set.of()));
    double m = 0;
    double v = 0;
    double w = 1;
    double[] gradients = {0.5, -2, 0.25};
    for (int k = 1; k <= gradients.length; k++) {
      double g = gradients[k - 1];
      adam.step(weights, row((float) g), 1, 0.1 / k);
      m = 0.8 * m + 0.2 * g;
      v = 0.95 * v + 0.05 * g * g;
      w -= 0.1 / k * (m / (1 - Math.pow(0.8, k))) / (Math.sqrt(v / (1 - Math.pow(0.95, k))) + 0.01);
      assertThat(weights.get("w").get(0, 0)).isCloseTo(w, within(1e-6));
    }
  }

  @Test
  void aFactorKeepsTheDirection() {
    // The second moment forgets the scale of a constant gradient, so a scale that changes shows it.
    Weights weights = row(0, 0);
    Optimizer adam = adam(weights);
    adam.step(weights, row(3, 4), 1, 0.1);
    adam.step(weights, row(300, 400), 0.01, 0.1);
    assertThat(weights.get("w").get(0, 0)).isCloseTo(-0.2, within(1e-5));
    assertThat(weights.get("w").get(0, 1)).isCloseTo(-0.2, within(1e-5));
  }

  @Test
  void remembersNothingOfWhatIsFrozen() {
    Weights initial = row(1).and(row(2).under("still"));
    Optimizer adam =
        provider().create(settings(), new OptimizerContext(initial, Set.of("still.w")));
    assertThat(adam.state().values()).containsOnlyKeys("first.w", "second.w", "steps");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY})
  void aCountThatIsNoneIsRefused(double count) {
    Optimizer adam = adam(row(1));
    Map<String, Batch> state = new LinkedHashMap<>(adam.state().values());
    state.put("steps", Batch.ofDoubles(1, 1, count));
    assertThatThrownBy(() -> adam.restore(new Weights(state)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'steps' must be a whole number >= 0, got " + count);
  }

  /** Beyond what single precision counts. */
  @Test
  void aLongCountIsRestoredExactly() {
    Optimizer adam = adam(row(1));
    Map<String, Batch> state = new LinkedHashMap<>(adam.state().values());
    state.put("steps", Batch.ofDoubles(1, 1, 16_777_217));
    adam.restore(new Weights(state));
    assertThat(adam.state()).isEqualTo(new Weights(state));
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 0.9, 1, beta1",
    "1, 0.9, 1, beta1",
    "NaN, 0.9, 1, beta1",
    "0.9, 1.5, 1, beta2",
    "0.9, 0.99999999, 1, beta2",
    "0.9, 0.9, 0, epsilon",
    "0.9, 0.9, -1, epsilon",
    "0.9, 0.9, 1e-50, epsilon",
    "0.9, 0.9, 1e50, epsilon",
    "0.9, 0.9, NaN, epsilon"
  })
  void settingsOutOfRangeAreRefused(double beta1, double beta2, double epsilon, String setting) {
    assertThatThrownBy(() -> new AdamProvider.Settings(beta1, beta2, epsilon))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageStartingWith(setting + " must");
  }
}
