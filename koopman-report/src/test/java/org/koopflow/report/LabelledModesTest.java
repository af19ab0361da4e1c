package org.koopflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.SignatureKind;

class LabelledModesTest {
  /** Class 1 has no samples. */
  private static LabelledModes labelled(double[][] distance) {
    ClassSignatures signatures =
        new ClassSignatures(
            SignatureKind.ENERGIES,
            new double[][] {{1, 5}, {0, 0}, {3, 5}, {3, 8}},
            new double[][] {{1, 0}, {0, 0}, {1, 0}, {1, 0}},
            new int[] {2, 0, 1, 1},
            distance,
            0.75,
            0.5);
    return new LabelledModes(signatures, signatures);
  }

  private static final double[][] DISTANCE = {
    {0, 0, 3, 1}, {0, 0, 0, 0}, {3, 0, 0, 2}, {1, 0, 2, 0}
  };

  @Test
  void classesWithoutSamplesAreLeftOut() {
    LabelledModes modes = labelled(DISTANCE);
    assertThat(modes.classes()).containsExactly(0, 2, 3);
    assertThat(modes.figures(4))
        .containsEntry("classes", 3)
        .containsEntry("samples", 4)
        .containsEntry("accuracyOfAmplitudes", 0.75)
        .containsEntry("chance", 0.5);
    assertThat((double[][]) modes.toMap().get("distance"))
        .isDeepEqualTo(new double[][] {{0, 3, 1}, {3, 0, 2}, {1, 2, 0}});
  }

  @Test
  void energiesAreMeasuredFromTheMeanOfAllInDeviationsWithinClasses() {
    // The mean of all is 2; without spread within classes nothing can be said.
    assertThat((double[][]) labelled(DISTANCE).toMap().get("energies"))
        .isDeepEqualTo(new double[][] {{-1, 0}, {1, 0}, {1, 0}});
  }

  @Test
  void thePairsAreTheNearestAndTheFarthest() {
    List<int[]> pairs = labelled(DISTANCE).pairs();
    assertThat(pairs).hasSize(2);
    assertThat(pairs.get(0)).containsExactly(0, 3);
    assertThat(pairs.get(1)).containsExactly(0, 2);
  }
}
