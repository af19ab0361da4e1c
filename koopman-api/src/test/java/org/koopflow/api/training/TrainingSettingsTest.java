package org.koopflow.api.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;

class TrainingSettingsTest {
  @Test
  void theRateWarmsUpAndDecays() {
    TrainingSettings settings = TrainingSettings.of(101, 2, 0.2).withFinalRate(0.1).withWarmup(10);
    assertThat(settings.rate(0)).isCloseTo(0.02, within(1e-12));
    assertThat(settings.rate(50)).isCloseTo(0.2 * 0.55, within(1e-12));
    assertThat(settings.rate(100)).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void eachIsChangedAlone() {
    Selection<OptimizerProvider<?>> other = Selection.of("other");
    assertThat(TrainingSettings.of(7, 3, 0.5))
        .isEqualTo(
            new TrainingSettings(7, 3, new RateSchedule(0.5, 0, 0), 0, 0, Selection.of("adam")));
    assertThat(
            TrainingSettings.of(7, 3, 0.5)
                .withFinalRate(0.25)
                .withWarmup(4)
                .withClip(2)
                .withAveraging(0.75)
                .withOptimizer(other))
        .isEqualTo(new TrainingSettings(7, 3, new RateSchedule(0.5, 0.25, 4), 2, 0.75, other));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    TrainingSettings settings = TrainingSettings.of(7, 3, 0.5);
    assertRefused("steps", () -> TrainingSettings.of(0, 3, 0.5));
    assertRefused("batchSize", () -> TrainingSettings.of(7, 1, 0.5));
    assertRefused("learningRate", () -> TrainingSettings.of(7, 3, 0));
    assertRefused("finalRate", () -> settings.withFinalRate(1.5));
    assertRefused("warmup", () -> settings.withWarmup(-1));
    assertRefused("clip", () -> settings.withClip(Double.NaN));
    assertRefused("averaging", () -> settings.withAveraging(1));
  }

  private static void assertRefused(String setting, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageStartingWith(setting + " must");
  }
}
