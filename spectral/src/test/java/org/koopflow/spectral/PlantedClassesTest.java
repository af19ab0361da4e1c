package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.spectral.testing.ExactFlow;

/** Three classes planted in the modes of a diagonal system. */
class PlantedClassesTest {
  private static final int ROWS = 1200;
  private static final int[] LABELS = new int[ROWS];
  private static final Batch DATA = data();
  private static final ExactFlow FLOW =
      ExactFlow.linear(
          ExactFlow.generator(
              Matrix.ofRows(
                  new double[] {0.3, 0, 0, 0},
                  new double[] {0, -0.2, 0, 0},
                  new double[] {0, 0, -0.5, 0},
                  new double[] {0, 0, 0, -1})));
  private static final Spectrum SPECTRUM = Spectrum.of(FLOW);
  private static final ModeAmplitudes AMPLITUDES = new Eigenfunctions(FLOW, SPECTRUM).at(1, DATA);

  /** Class c has a mean of 5 in coordinate c; the rest is normal, and coordinate 3 is noise. */
  private static Batch data() {
    Random random = new Random(6);
    double[] x = new double[ROWS * 4];
    for (int row = 0; row < ROWS; row++) {
      LABELS[row] = random.nextInt(3);
      for (int j = 0; j < 4; j++) {
        x[4 * row + j] = random.nextGaussian() + (j == LABELS[row] ? 5 : 0);
      }
    }
    return Batch.ofDoubles(ROWS, 4, x);
  }

  @Test
  void amplitudesShowMeansSpreadsAndDistances() {
    ClassSignatures signatures =
        ClassSignatures.of(SPECTRUM, AMPLITUDES, LABELS, SignatureKind.AMPLITUDES);
    // The sampling error of a mean of about 400 numbers is 0.05.
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < 4; k++) {
        assertThat(Math.abs(signatures.mean()[c][k])).isCloseTo(c == k ? 5 : 0, within(0.2));
        assertThat(signatures.spread()[c][k]).isCloseTo(1, within(0.15));
      }
      assertThat(signatures.distance()[c][c]).isZero();
      // Two of four features differ by five deviations.
      assertThat(signatures.distance()[c][(c + 1) % 3])
          .isCloseTo(Math.sqrt(50 / 4.0), within(0.35));
    }
    assertThat(signatures.accuracy()).isGreaterThan(0.98);
    assertThat(signatures.chance()).isBetween(1 / 3.0, 0.4);
  }

  @Test
  void energiesTellTheClassesToo() {
    ClassSignatures signatures =
        ClassSignatures.of(SPECTRUM, AMPLITUDES, LABELS, SignatureKind.ENERGIES);
    assertThat(signatures.accuracy()).isGreaterThan(0.9);
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < 3; k++) {
        if (k != c) {
          assertThat(signatures.mean()[c][c]).isGreaterThan(signatures.mean()[k][c] + 2);
        }
      }
    }
  }

  @Test
  void labelsWithoutMeaningAreNotRecovered() {
    Random random = new Random(7);
    int[] shuffled = random.ints(ROWS, 0, 3).toArray();
    ClassSignatures signatures =
        ClassSignatures.of(SPECTRUM, AMPLITUDES, shuffled, SignatureKind.AMPLITUDES);
    assertThat(signatures.accuracy()).isLessThan(0.42);
  }

  @Test
  void aDirectionBetweenClassesReachesItsAim() {
    EditingDirection direction = EditingDirection.between(SPECTRUM, AMPLITUDES, LABELS, 0, 1);
    double[] size = direction.step().stream().mapToDouble(Complex::abs).toArray();
    assertThat(size).containsExactly(new double[] {5, 5, 0, 0}, within(0.2));
    EditEffect full = EditEffect.measure(SPECTRUM, AMPLITUDES, LABELS, 0, 1, direction.by(1));
    assertThat(full.before()).isLessThan(0.02);
    assertThat(full.reached()).isGreaterThan(0.98);
    assertThat(full.leakage()).isLessThan(0.03);
    EditEffect none = EditEffect.measure(SPECTRUM, AMPLITUDES, LABELS, 0, 1, direction.by(0));
    assertThat(none.reached()).isEqualTo(none.before());
    assertThat(none.leakage()).isZero();
  }

  @Test
  void anEditThatRaisesAThirdClassLeaks() {
    EditingDirection astray = EditingDirection.between(SPECTRUM, AMPLITUDES, LABELS, 0, 2);
    assertThat(EditEffect.measure(SPECTRUM, AMPLITUDES, LABELS, 0, 1, astray.by(1)).leakage())
        .isGreaterThan(0.6);
  }

  @Test
  void directionsOfVarianceAreThePlane() {
    List<EditingDirection> directions = EditingDirection.ofVariance(SPECTRUM, AMPLITUDES, 4);
    double[] lengths =
        directions.stream()
            .mapToDouble(
                d -> Math.sqrt(d.step().stream().mapToDouble(s -> s.abs() * s.abs()).sum()))
            .toArray();
    // Three means at the corners of a triangle: variance 1 + 25 / 3 twice, and 1 twice.
    double wide = Math.sqrt(1 + 25 / 3.0);
    assertThat(lengths).containsExactly(new double[] {wide, wide, 1, 1}, within(0.15));
    assertThat(directions.get(0).step().get(3).abs()).isLessThan(0.2);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClassSignatures.of(SPECTRUM, AMPLITUDES, new int[ROWS], SignatureKind.ENERGIES))
        .withMessageContaining("at least 2 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EditingDirection.between(SPECTRUM, AMPLITUDES, LABELS, 0, 9))
        .withMessageContaining("label 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EditingDirection.ofVariance(SPECTRUM, AMPLITUDES, 5));
  }
}
