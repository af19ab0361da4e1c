package org.koopflow.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.training.TrainingDivergedException;
import org.koopflow.api.training.TrainingSettings;

/** Training stops as soon as a number is not finite. */
class FiniteNumbersTest {
  @Test
  void divergenceStopsWithStepTermAndLastGoodWeights() {
    int[] call = {0};
    Backend backend =
        Formulas.backend(
            weights ->
                new Differentiator.Gradient(
                    1, Map.of("phase", call[0]++ < 3 ? 1.0 : Double.NaN), Formulas.row(1)));
    assertThatThrownBy(
            () ->
                Formulas.train(
                    backend, Formulas.task(Formulas.row(0)), TrainingSettings.of(10, 2, 0.1)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isEqualTo(3);
              assertThat(e.term()).isEqualTo("phase");
              assertThat(e.lastGood().isFinite()).isTrue();
              assertThat(e.lastGood().get("w").get(0, 0)).isNegative();
              assertThat(e).hasMessageContaining("step 3").hasMessageContaining("'phase'");
            });
  }

  /** The step that blew up was made from a finite gradient; what it gave is not good. */
  @Test
  void weightsWhoseLossIsNotFiniteAreNotTheLastGoodOnes() {
    assertThatThrownBy(
            () ->
                Formulas.train(
                    Formulas.QUADRATIC,
                    Formulas.task(Formulas.row(0, 0)),
                    TrainingSettings.of(10, 2, 1e30).withAveraging(0.9)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isEqualTo(1);
              assertThat(e.term()).isEqualTo("loss");
              assertThat(e.lastGood()).isEqualTo(Formulas.row(0, 0));
            });
  }

  @Test
  void theLastUpdateIsLookedAtToo() {
    Backend backend = Formulas.backend(weights -> Formulas.gradient(1, 1));
    assertThatThrownBy(
            () ->
                Formulas.train(
                    backend, Formulas.task(Formulas.row(2)), TrainingSettings.of(1, 2, 1e300)))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.step()).isZero();
              assertThat(e.term()).isEqualTo("w");
              assertThat(e.lastGood()).isEqualTo(Formulas.row(2));
            });
  }

  @Test
  void aGradientThatIsNotFiniteNamesItsParameter() {
    Backend backend = Formulas.backend(weights -> Formulas.gradient(1, Float.POSITIVE_INFINITY));
    assertThatThrownBy(
            () ->
                Formulas.train(
                    backend,
                    Formulas.task(Formulas.row(0)),
                    TrainingSettings.of(10, 2, 0.1).withClip(1)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("gradient of w");
  }
}
