package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.training.TrainingSettings;

class DescentTest {
  private static Descent descent(TrainingSettings settings, float... initial) {
    return new Descent(Formulas.PLUGINS, settings, Formulas.row(initial), Set.of());
  }

  private static void step(Descent descent, float... gradient) {
    Weights row = Formulas.row(gradient);
    descent.step(row, descent.norm(row));
  }

  @Test
  void theFirstStepHasTheLengthOfTheRate() {
    // With bias correction the first update is rate * g / |g| in every coordinate.
    Descent descent = descent(TrainingSettings.of(1, 2, 0.01), 0, 0);
    step(descent, -6, 200);
    assertThat(descent.current().get("w").get(0, 0)).isCloseTo(0.01, within(1e-6));
    assertThat(descent.current().get("w").get(0, 1)).isCloseTo(-0.01, within(1e-6));
    assertThat(descent.averaged()).isEqualTo(descent.current());
  }

  @Test
  void twoStepsFollowTheFormulaOfTheAuthors() {
    Descent descent =
        descent(TrainingSettings.of(2, 2, 0.1).withFinalRate(1).withAveraging(0.5), 1);
    float[] gradients = {0.5f, -2f};
    double m = 0;
    double v = 0;
    double w = 1;
    double average = 1;
    for (int k = 1; k <= 2; k++) {
      double g = gradients[k - 1];
      step(descent, (float) g);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= 0.1 * (m / (1 - Math.pow(0.9, k))) / (Math.sqrt(v / (1 - Math.pow(0.999, k))) + 1e-8);
      double keep = Math.min(0.5, (1.0 + k) / (10.0 + k));
      average = keep * average + (1 - keep) * w;
    }
    assertThat(descent.current().get("w").get(0, 0)).isCloseTo(w, within(1e-6));
    assertThat(descent.averaged().get("w").get(0, 0)).isCloseTo(average, within(1e-6));
  }

  @Test
  void clippingKeepsTheDirection() {
    // The second moment forgets the scale of a constant gradient, so a scale that changes shows it.
    Descent descent = descent(TrainingSettings.of(2, 2, 0.1).withFinalRate(1).withClip(5), 0, 0);
    step(descent, 3, 4);
    step(descent, 300, 400);
    // Both gradients have norm 5 after clipping: two equal steps of length rate.
    assertThat(descent.current().get("w").get(0, 0)).isCloseTo(-0.2, within(1e-5));
    assertThat(descent.current().get("w").get(0, 1)).isCloseTo(-0.2, within(1e-5));
  }

  private static Weights draw(Random random) {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (String name : new String[] {"b", "fixed", "a"}) {
      float[] numbers = new float[6];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      values.put(name, Batch.of(2, 3, numbers));
    }
    return new Weights(values);
  }

  /** What the same gradients gave when Adam was part of the training loop. */
  @Test
  void theDefaultGivesTheBitsItAlwaysGave() {
    Random random = new Random(11);
    Weights initial = draw(random);
    TrainingSettings settings =
        TrainingSettings.of(300, 2, 0.03)
            .withFinalRate(0.1)
            .withWarmup(20)
            .withClip(3.5)
            .withAveraging(0.99);
    Descent descent = new Descent(Formulas.PLUGINS, settings, initial, Set.of("fixed"));
    int clipped = 0;
    for (int step = 0; step < settings.steps(); step++) {
      Weights gradient = draw(random);
      double norm = descent.norm(gradient);
      clipped += norm > settings.clip() ? 1 : 0;
      descent.step(gradient, norm);
    }
    assertThat(clipped).isBetween(100, 200);
    assertThat(descent.current().get("b").floats())
        .containsExactly(
            2.1434562f, -0.40648517f, -0.17209175f, -0.2122786f, -0.5101229f, 1.832243f);
    assertThat(descent.averaged().get("a").floats())
        .containsExactly(1.1106169f, 2.2249546f, -0.86741f, -1.5909623f, 0.17589137f, 0.48277614f);
    assertThat(descent.current().values().hashCode()).isEqualTo(-1258216635);
    assertThat(descent.averaged().values().hashCode()).isEqualTo(1276777419);
    assertThat(descent.current().get("fixed")).isEqualTo(initial.get("fixed"));
  }
}
