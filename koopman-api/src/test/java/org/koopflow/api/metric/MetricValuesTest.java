package org.koopflow.api.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;

class MetricValuesTest {
  @Test
  void aFigureIsDescribedStepByStep() {
    assertThat(Figure.of("endMse", "end MSE", Better.LOWER).in("m^2").under("MSE").asHeadline())
        .isEqualTo(new Figure("endMse", "end MSE", "MSE", "m^2", Better.LOWER, true));
    assertThat(Figure.of("recall", "recall", Better.HIGHER))
        .isEqualTo(new Figure("recall", "recall", "", "", Better.HIGHER, false));
  }

  @ParameterizedTest
  @CsvSource({"'', label", "end.mse, label", "End, label", "end-mse, label", "endMse, ' '"})
  void aFigureHasAKeyAndALabel(String key, String label) {
    assertThatThrownBy(() -> Figure.of(key, label, Better.LOWER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + key + "'");
  }

  @Test
  void whatIsMeasuredKeepsItsOrder() {
    Measured found =
        Measured.of("z", 1)
            .and("a", 2)
            .ofTeacher("nfe", 68)
            .ofStudent("nfe", 1)
            .without("speed-up", MetricNeed.VELOCITY);
    assertThat(found.both()).containsExactly(Map.entry("z", 1), Map.entry("a", 2));
    assertThat(found.teacher()).isEqualTo(Map.of("nfe", 68));
    assertThat(found.student()).isEqualTo(Map.of("nfe", 1));
    assertThat(found.missing()).isEqualTo(Map.of("speed-up", MetricNeed.VELOCITY));
    assertThat(Measured.NOTHING.both()).isEmpty();
  }

  @Test
  void everySampleHasItsClassOrNoneHas() {
    Batch rows = Batch.zeros(3, 2);
    assertThat(SampleSet.of(rows).labels()).isEmpty();
    assertThat(new SampleSet(rows, Optional.of(new int[] {0, 1, 0})).labels()).isPresent();
    assertThatThrownBy(() -> new SampleSet(rows, Optional.of(new int[2])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 samples have 2 labels");
  }
}
