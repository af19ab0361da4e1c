package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.spectral.testing.ExactFlow;

/** Planted classes whose labels can be read from known signatures or components alone. */
class SignatureComparisonTest {
  private static final int ROWS = 4000;

  /** Three deviations of a share of half of the rows, at its largest. */
  private static final double SCATTER = 3 * 0.5 / Math.sqrt(ROWS / 2.0);

  /** Share of a normal number below 2. */
  private static final double TWO_DEVIATIONS = 0.97725;

  private final Random random = new Random(12);
  private final int[] labels = random.ints(ROWS, 0, 2).toArray();

  /** Data that are their own observables under a diagonal or block-diagonal generator. */
  private SignatureComparison compare(Matrix coupling, Batch data, int modes) {
    ExactFlow flow = ExactFlow.linear(ExactFlow.generator(coupling));
    Spectrum spectrum = Spectrum.of(flow);
    ModeAmplitudes amplitudes = new Eigenfunctions(flow, spectrum).at(1, data);
    return SignatureComparison.of(spectrum, amplitudes, labels, data, modes);
  }

  /** The label moves the first coordinate by two deviations; the second one is wide noise. */
  private Batch quietLabel() {
    double[] x = new double[2 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[2 * i] = random.nextGaussian() + (labels[i] == 0 ? -2 : 2);
      x[2 * i + 1] = 20 * random.nextGaussian();
    }
    return Batch.ofDoubles(ROWS, 2, x);
  }

  @Test
  void aModeCarriesWhatTheLeadingComponentDoesNot() {
    SignatureComparison one = compare(Matrix.of(2, 2, -0.1, 0, 0, -1), quietLabel(), 1);
    assertThat(one.tested()).isEqualTo(ROWS / 2);
    assertThat(one.chance()).isBetween(0.5, 0.5 + SCATTER);
    SignatureComparison.Accuracy amplitudes = one.amplitudes();
    assertThat(amplitudes.features()).isEqualTo(1);
    assertThat(amplitudes.components()).isEqualTo(1);
    assertThat(amplitudes.signatures()).isCloseTo(TWO_DEVIATIONS, within(SCATTER / 3));
    assertThat(amplitudes.principalComponents()).isCloseTo(0.5, within(SCATTER));
    assertThat(amplitudes.lead())
        .isEqualTo(amplitudes.signatures() - amplitudes.principalComponents());
    // The label is in the sign, which an energy does not have.
    assertThat(one.energies().signatures()).isCloseTo(0.5, within(SCATTER));
  }

  @Test
  void allComponentsOfLinearObservablesSayTheSame() {
    SignatureComparison.Accuracy both =
        compare(Matrix.of(2, 2, -0.1, 0, 0, -1), quietLabel(), 2).amplitudes();
    assertThat(both.features()).isEqualTo(2);
    assertThat(both.principalComponents()).isCloseTo(TWO_DEVIATIONS, within(SCATTER / 3));
    assertThat(both.lead()).isCloseTo(0, within(2.0 / ROWS));
  }

  @Test
  void theLeadingComponentWinsWhereTheLabelIsItsOwn() {
    double[] x = new double[2 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[2 * i] = random.nextGaussian();
      x[2 * i + 1] = random.nextGaussian() + (labels[i] == 0 ? -2 : 2);
    }
    SignatureComparison.Accuracy first =
        compare(Matrix.of(2, 2, -0.1, 0, 0, -1), Batch.ofDoubles(ROWS, 2, x), 1).amplitudes();
    assertThat(first.principalComponents()).isCloseTo(TWO_DEVIATIONS, within(SCATTER / 3));
    assertThat(first.signatures()).isCloseTo(0.5, within(SCATTER));
    assertThat(first.lead()).isNegative();
  }

  /** Rings of radius 1 and 3 under a rotation, in three columns that lie in a plane. */
  @Test
  void theEnergyOfAPairSeesWhatNothingLinearCan() {
    double[] x = new double[3 * ROWS];
    for (int i = 0; i < ROWS; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      double radius = labels[i] == 0 ? 1 : 3;
      x[3 * i] = radius * Math.cos(angle);
      x[3 * i + 1] = radius * Math.sin(angle);
      x[3 * i + 2] = x[3 * i] + x[3 * i + 1];
    }
    ExactFlow flow =
        new ExactFlow(
            ExactFlow.generator(Matrix.of(2, 2, -0.1, 2, -2, -0.1)),
            3,
            (t, row) -> new double[] {row[0], row[1]},
            z -> new double[] {z[2], z[3], z[2] + z[3]});
    Batch data = Batch.ofDoubles(ROWS, 3, x);
    Spectrum spectrum = Spectrum.of(flow);
    SignatureComparison comparison =
        SignatureComparison.of(
            spectrum, new Eigenfunctions(flow, spectrum).at(1, data), labels, data);
    // The best a straight cut can do is to take away the outer ring beyond the inner one.
    double best = 0.5 + Math.acos(1 / 3.0) / (2 * Math.PI) + SCATTER;
    assertThat(comparison.energies().features()).isEqualTo(1);
    assertThat(comparison.energies().signatures()).isEqualTo(1);
    assertThat(comparison.energies().principalComponents()).isLessThan(best);
    assertThat(comparison.amplitudes().features()).isEqualTo(2);
    assertThat(comparison.amplitudes().components()).isEqualTo(2);
    assertThat(comparison.amplitudes().signatures()).isLessThan(best);
    assertThat(comparison.amplitudes().principalComponents()).isLessThan(best);
  }

  /** Two observables of data in one dimension: there is one component to compare with. */
  @Test
  void thereMayBeFewerComponentsThanFeatures() {
    double[] x = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = random.nextGaussian() + (labels[i] == 0 ? -2 : 2);
    }
    ExactFlow flow =
        new ExactFlow(
            ExactFlow.generator(Matrix.of(2, 2, -1, 0, 0, -2)),
            1,
            (t, row) -> new double[] {row[0], row[0] * row[0]},
            z -> new double[] {z[2]});
    Batch data = Batch.ofDoubles(ROWS, 1, x);
    Spectrum spectrum = Spectrum.of(flow);
    SignatureComparison.Accuracy amplitudes =
        SignatureComparison.of(
                spectrum, new Eigenfunctions(flow, spectrum).at(1, data), labels, data)
            .amplitudes();
    assertThat(amplitudes.features()).isEqualTo(2);
    assertThat(amplitudes.components()).isEqualTo(1);
    assertThat(amplitudes.principalComponents()).isCloseTo(TWO_DEVIATIONS, within(SCATTER / 3));
  }

  @Test
  void nonsenseIsRefused() {
    Matrix coupling = Matrix.of(2, 2, -0.1, 0, 0, -1);
    Batch data = quietLabel();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(coupling, data, 0))
        .withMessageContaining("1 to 2 modes, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(coupling, data, 3))
        .withMessageContaining("1 to 2 modes, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> compare(coupling, Batch.zeros(ROWS, 2), 1))
        .withMessageContaining("all alike");
    ExactFlow flow = ExactFlow.linear(ExactFlow.generator(coupling));
    Spectrum spectrum = Spectrum.of(flow);
    ModeAmplitudes amplitudes = new Eigenfunctions(flow, spectrum).at(1, data);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureComparison.of(spectrum, amplitudes, labels, data.rows(0, 10)))
        .withMessageContaining("10 rows");
  }
}
