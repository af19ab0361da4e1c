package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.spectral.testing.ExactFlow;

/** Edits of a planted system: x_0 grows, x_1 decays, (x_2, x_3) turns, none knows the others. */
class EditorTest {
  private static final ExactFlow FLOW =
      ExactFlow.linear(
          ExactFlow.generator(
              new double[] {0.5, 0, 0, 0},
              new double[4],
              Matrix.ofRows(
                  new double[] {0.7, 0, 0, 0},
                  new double[] {0, -0.4, 0, 0},
                  new double[] {0, 0, -0.1, -2},
                  new double[] {0, 0, 2, -0.1})));
  private static final Spectrum SPECTRUM = Spectrum.of(FLOW);
  private static final Editor EDITOR = new Editor(FLOW, SPECTRUM);
  private static final Batch NOISE =
      Batch.ofDoubles(6, 4, new Random(8).doubles(24, -2, 2).toArray());
  private static final Batch PLAIN = FLOW.transport(NOISE, 0, 1);

  private static Mode growing() {
    return SPECTRUM.modes().get(0);
  }

  private static Mode turning() {
    return SPECTRUM.modes().get(1);
  }

  private static void assertOnly(Batch edited, int... moved) {
    for (int row = 0; row < 6; row++) {
      for (int j = 0; j < 4; j++) {
        int column = j;
        if (java.util.Arrays.stream(moved).noneMatch(k -> k == column)) {
          assertThat(edited.get(row, j)).isCloseTo(PLAIN.get(row, j), within(1e-13));
        } else {
          assertThat(Math.abs(edited.get(row, j) - PLAIN.get(row, j))).isGreaterThan(1e-5);
        }
      }
    }
  }

  @Test
  void theUneditedSampleIsTheSampleBitForBit() {
    for (double t : new double[] {0, 0.37, 1}) {
      assertThat(EDITOR.sample(NOISE, t, ModeEdit.NONE)).isEqualTo(PLAIN);
      assertThat(EDITOR.sample(NOISE, t, ModeEdit.scale(growing(), 1))).isEqualTo(PLAIN);
      assertThat(EDITOR.sample(NOISE, t, ModeEdit.rotate(turning(), 0))).isEqualTo(PLAIN);
    }
    assertThat(EDITOR.data(PLAIN, ModeEdit.NONE)).isSameAs(PLAIN);
  }

  @Test
  void rowsLeftAloneStayBitForBit() {
    ModeEdit one =
        amplitudes -> amplitudes.map((row, k, value) -> row == 2 ? value.times(2) : value);
    Batch edited = EDITOR.sample(NOISE, 0.5, one);
    for (int row = 0; row < 6; row++) {
      assertThat(edited.rows(row, row + 1).equals(PLAIN.rows(row, row + 1))).isEqualTo(row != 2);
    }
  }

  @Test
  void scalingMovesOnlyWhatTheModeCarries() {
    for (double t : new double[] {0, 0.5, 1}) {
      Batch edited = EDITOR.sample(NOISE, t, ModeEdit.scale(growing(), 1.5));
      assertOnly(edited, 0);
      for (int row = 0; row < 6; row++) {
        // The mode is x_0 + 0.5 / 0.7 for all times; the offset belongs to the trend.
        double offset = 0.5 / 0.7;
        assertThat(edited.get(row, 0))
            .isCloseTo(1.5 * (PLAIN.get(row, 0) + offset) - offset, within(1e-12));
      }
    }
  }

  @Test
  void removingLeavesTheTrend() {
    Batch edited = EDITOR.sample(NOISE, 0.3, ModeEdit.remove(growing()));
    for (int row = 0; row < 6; row++) {
      assertThat(edited.get(row, 0)).isCloseTo(-0.5 / 0.7, within(1e-12));
    }
    assertOnly(EDITOR.sample(NOISE, 0.3, ModeEdit.remove(turning())), 2, 3);
  }

  @Test
  void rotatingTurnsThePlaneOfThePair() {
    Batch edited = EDITOR.sample(NOISE, 0.2, ModeEdit.rotate(turning(), Math.PI / 3));
    assertOnly(edited, 2, 3);
    for (int row = 0; row < 6; row++) {
      double x = PLAIN.get(row, 2);
      double y = PLAIN.get(row, 3);
      // The sense is that of the flow itself: x' = -2 y, y' = 2 x.
      double cos = Math.cos(Math.PI / 3);
      double sin = Math.sin(Math.PI / 3);
      assertThat(edited.get(row, 2)).isCloseTo(cos * x - sin * y, within(1e-12));
      assertThat(edited.get(row, 3)).isCloseTo(sin * x + cos * y, within(1e-12));
    }
  }

  @Test
  void swappingExchangesBetweenSamples() {
    int[] from = {1, 0, 3, 2, 5, 4};
    Batch edited = EDITOR.sample(NOISE, 0.6, ModeEdit.swap(turning(), from));
    assertOnly(edited, 2, 3);
    for (int row = 0; row < 6; row++) {
      assertThat(edited.get(row, 2)).isCloseTo(PLAIN.get(from[row], 2), within(1e-12));
      assertThat(edited.get(row, 3)).isCloseTo(PLAIN.get(from[row], 3), within(1e-12));
    }
  }

  @Test
  void interpolatingGoesHalfWay() {
    Batch others = Batch.ofDoubles(6, 4, new Random(9).doubles(24, -2, 2).toArray());
    Batch their = FLOW.transport(others, 0, 1);
    ModeEdit half = ModeEdit.interpolate(growing(), EDITOR.amplitudes(others, 0.4), 0.5);
    Batch edited = EDITOR.sample(NOISE, 0.4, half);
    assertOnly(edited, 0);
    for (int row = 0; row < 6; row++) {
      double mean = (PLAIN.get(row, 0) + their.get(row, 0)) / 2;
      assertThat(edited.get(row, 0)).isCloseTo(mean, within(1e-12));
    }
  }

  @Test
  void dataKeepsWhatTheDecoderLoses() {
    // A decoder that rounds: the edit of data adds only the difference of two decodings.
    ExactFlow rough =
        new ExactFlow(
            ExactFlow.generator(Matrix.of(1, 1, 0.5)),
            1,
            (t, x) -> x.clone(),
            z -> new double[] {Math.rint(z[2])});
    Spectrum spectrum = Spectrum.of(rough);
    Batch data = Batch.ofDoubles(1, 1, 1.3);
    Batch edited =
        new Editor(rough, spectrum).data(data, ModeEdit.scale(spectrum.modes().get(0), 3));
    assertThat(edited.get(0, 0)).isCloseTo(1.3 + Math.rint(3.9) - 1, within(1e-14));
  }

  @Test
  void editsOneAfterTheOtherAddUp() {
    ModeEdit both = ModeEdit.scale(growing(), 2).then(ModeEdit.scale(growing(), 0.5));
    Batch edited = EDITOR.sample(NOISE, 0.5, both);
    for (int i = 0; i < edited.size(); i++) {
      assertThat(edited.doubles()[i]).isCloseTo(PLAIN.doubles()[i], within(1e-13));
    }
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModeEdit.rotate(growing(), 1))
        .withMessageContaining("no phase");
    Spectrum defective =
        Spectrum.of(ExactFlow.linear(ExactFlow.generator(Matrix.of(2, 2, -1, 1, 0, -1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModeEdit.remove(defective.modes().get(0)))
        .withMessageContaining("condition");
    ModeAmplitudes amplitudes =
        Eigenfunctions.of(defective, Batch.ofDoubles(4, 4, new Random(3).doubles(16).toArray()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EditingDirection.between(defective, amplitudes, new int[] {0, 1, 0, 1}, 0, 1))
        .withMessageContaining("condition");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EditingDirection.ofVariance(defective, amplitudes, 1))
        .withMessageContaining("condition");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EDITOR.sample(NOISE, 0, ModeEdit.swap(turning(), 1, 0)))
        .withMessageContaining("6 samples");
  }
}
