package org.koopflow.spectral.model.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.SignatureKind;

class SignaturesFindingTest {
  /** Class 1 has no samples. */
  private static SignaturesFinding labelled(double[][] distance) {
    ClassSignatures signatures =
        new ClassSignatures(
            SignatureKind.ENERGIES,
            new double[][] {{1, 5}, {0, 0}, {3, 5}, {3, 8}},
            new double[][] {{1, 0}, {0, 0}, {1, 0}, {1, 0}},
            new int[] {2, 0, 1, 1},
            distance,
            0.75,
            0.5);
    return new SignaturesFinding(4, signatures, signatures);
  }

  private static final double[][] DISTANCE = {
    {0, 0, 3, 1}, {0, 0, 0, 0}, {3, 0, 0, 2}, {1, 0, 2, 0}
  };

  @Test
  void classesWithoutSamplesAreLeftOut() {
    SignaturesFinding modes = labelled(DISTANCE);
    assertThat(modes.classes()).containsExactly(0, 2, 3);
    assertThat(modes.figures())
        .containsEntry("classes", 3)
        .containsEntry("samples", 4)
        .containsEntry("accuracyOfAmplitudes", 0.75)
        .containsEntry("chance", 0.5);
    assertThat(modes.metrics()).containsExactly(Map.entry("signatures", modes.figures()));
  }

  @Test
  void thePairsAreTheNearestAndTheFarthest() {
    List<int[]> pairs = labelled(DISTANCE).pairs();
    assertThat(pairs).hasSize(2);
    assertThat(pairs.get(0)).containsExactly(0, 3);
    assertThat(pairs.get(1)).containsExactly(0, 2);
  }
}
