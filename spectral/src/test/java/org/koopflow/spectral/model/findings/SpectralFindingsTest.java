package org.koopflow.spectral.model.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.spectral.Inversion.RoundTrip;

class SpectralFindingsTest {
  private static final InversionFinding INVERSION =
      new InversionFinding(3, new RoundTrip(0.5, 0.25, Optional.empty()));

  @Test
  void metricsAreThoseOfEveryPartAndSayWhatIsMissing() {
    SpectralFindings findings =
        new SpectralFindings(
            List.of(new EditsFinding(List.of()), INVERSION), List.of("the rest: no time"));
    assertThat(findings.metrics().keySet()).containsExactly("inversion", "notMeasured");
    assertThat(findings.metrics())
        .containsEntry("inversion", INVERSION.metrics().get("inversion"))
        .containsEntry("notMeasured", List.of("the rest: no time"));
    assertThat(INVERSION.metrics().get("inversion"))
        .hasToString("{rows=3, relativeError=0.5, correctedError=0.25}");
    assertThat(findings.of(InversionFinding.class)).contains(INVERSION);
    assertThat(findings.of(ModesFinding.class)).isEmpty();
  }

  @Test
  void nothingMeasuredGivesAReasonAndNoFigures() {
    SpectralFindings none = SpectralFindings.none("of a reason");
    assertThat(none.metrics()).isEmpty();
    assertThat(none.missing()).containsExactly("the spectral analysis: of a reason");
  }

  @Test
  void oneStrengthOfEveryScaleLeavesAllAsItIs() {
    for (EditSeries.Scale scale : EditSeries.Scale.values()) {
      double neutral = scale == EditSeries.Scale.FACTORS ? 1 : 0;
      assertThat(scale.strengths()[scale.neutral()]).as("%s", scale).isEqualTo(neutral);
      assertThat(scale.strengths()).isSorted();
    }
  }

  private static Dataset rows(int columns, Optional<int[]> labels, Optional<ImageLayout> image) {
    Batch rows = Batch.filled(9, columns, 1);
    return new Dataset("rows", rows, rows, labels, labels, image);
  }

  private static Dataset pictures(int height, int width) {
    return rows(height * width, Optional.empty(), Optional.of(new ImageLayout(1, height, width)));
  }

  @Test
  void fewerRowsAreKeptWhereTheyAreLong() {
    RowBudget budget = new RowBudget(8, 400);
    assertThat(budget.rows(rows(2, Optional.empty(), Optional.empty()))).isEqualTo(400);
    assertThat(budget.rows(rows(2048, Optional.empty(), Optional.empty()))).isEqualTo(200);
    assertThat(budget.rows(pictures(28, 28))).isEqualTo(8);
    assertThat(budget.rows(pictures(48, 64))).isEqualTo(2);
    assertThat(budget.rows(pictures(98, 98))).isEqualTo(1);
  }

  @Test
  void signaturesTakeEnoughRowsOfEveryClass() {
    assertThatThrownBy(() -> LabelledRows.of(rows(2, Optional.empty(), Optional.empty())))
        .isInstanceOf(KoopflowException.class)
        .hasMessage("the data have no labels");
    int[] three = {0, 0, 0, 1, 1, 1, 2, 2, 2};
    assertThatThrownBy(() -> LabelledRows.of(rows(2, Optional.of(three), Optional.empty())))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("there are 3 in 9 rows");
    int[] two = {0, 0, 0, 0, 1, 1, 1, 1, 1};
    assertThat(LabelledRows.of(rows(2, Optional.of(two), Optional.empty())).labels())
        .containsExactly(two);
  }
}
