package org.koopflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.findings.SignaturesFinding;

class SignatureChartsTest {
  /** Class 1 has no samples. */
  private static final ClassSignatures SIGNATURES =
      new ClassSignatures(
          SignatureKind.ENERGIES,
          new double[][] {{1, 5}, {0, 0}, {3, 5}, {3, 8}},
          new double[][] {{1, 0}, {0, 0}, {1, 0}, {1, 0}},
          new int[] {2, 0, 1, 1},
          new double[][] {{0, 0, 3, 1}, {0, 0, 0, 0}, {3, 0, 0, 2}, {1, 0, 2, 0}},
          0.75,
          0.5);

  private final Map<String, Object> drawn =
      SignatureCharts.of(new SignaturesFinding(4, SIGNATURES, SIGNATURES));

  @Test
  void classesWithoutSamplesAreLeftOut() {
    assertThat(drawn)
        .containsEntry("names", List.of(0, 2, 3))
        .containsEntry("samples", 4)
        .containsEntry("chance", 0.5);
    assertThat((double[][]) drawn.get("distance"))
        .isDeepEqualTo(new double[][] {{0, 3, 1}, {3, 0, 2}, {1, 2, 0}});
  }

  @Test
  void energiesAreMeasuredFromTheMeanOfAllInDeviationsWithinClasses() {
    // The mean of all is 2; without spread within classes nothing can be said.
    assertThat((double[][]) drawn.get("energies"))
        .isDeepEqualTo(new double[][] {{-1, 0}, {1, 0}, {1, 0}});
  }
}
