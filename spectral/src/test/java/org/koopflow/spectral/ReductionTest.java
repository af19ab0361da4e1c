package org.koopflow.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.spectral.testing.ExactFlow;

/** Smaller models in coordinates that can be written down. */
class ReductionTest {
  private static final Matrix COUPLING =
      Matrix.ofRows(
          new double[] {0.7, 0.3, 0, 0, 0.2},
          new double[] {0, -0.4, 0, 0.1, 0},
          new double[] {0, 0, -0.1, -2, 0},
          new double[] {0, 0, 2, -0.1, 0.5},
          new double[] {0, 0, 0, 0, 1e-3});
  private static final ExactFlow FLOW =
      ExactFlow.linear(
          ExactFlow.generator(
              new double[] {0.5, 0.2, 0, -1, 0.3}, new double[] {0, 1, 0, 0, 0.2}, COUPLING));
  private static final Spectrum SPECTRUM = Spectrum.of(FLOW);
  private static final Batch NOISE =
      Batch.ofDoubles(400, 5, new Random(8).doubles(2000, -2, 2).toArray());

  /** Three classes, each driving all observables by its own numbers. */
  private static final int CLASSES = 3;

  private static final ExactFlow CONDITIONED = ExactFlow.linear(conditioned(), CLASSES);
  private static final Batch LABELLED =
      Batch.beside(List.of(NOISE, Batch.ofDoubles(400, CLASSES, labels())));

  private static Matrix conditioned() {
    StateLayout layout = new StateLayout(CLASSES, 5);
    int n = layout.dimension();
    int first = layout.affine();
    Random random = new Random(4);
    double[] data = new double[n * n];
    data[n] = 1;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < n; j++) {
        data[(first + i) * n + j] = j < first ? random.nextGaussian() : COUPLING.get(i, j - first);
      }
    }
    return layout.require(Matrix.of(n, n, data));
  }

  /** More of one class than of another: the mean is that of none. */
  private static double[] labels() {
    double[] labels = new double[400 * CLASSES];
    for (int row = 0; row < 400; row++) {
      labels[row * CLASSES + (row % 5) / 2] = 1;
    }
    return labels;
  }

  /** Lifts, moves and reads back as a model of these parts does. */
  private static Matrix transport(
      ExactFlow flow, Reduction reduction, Batch x, double from, double to) {
    int m = reduction.observables();
    StateLayout layout = new StateLayout(flow.layout().conditions(), m);
    Batch whole = flow.lift(from, x);
    Batch kept =
        Matrix.of(flow.layout().observables(whole))
            .times(reduction.projection().transpose())
            .toBatch();
    Matrix lifted =
        Matrix.of(Batch.beside(List.of(whole.columns(0, flow.layout().affine()), kept)));
    Matrix propagator = new PadeExponential().exp(reduction.generator().times(to - from));
    Batch moved = lifted.times(propagator.transpose()).toBatch();
    Matrix read = Matrix.of(layout.observables(moved)).times(reduction.basis().transpose());
    double[] polynomials = new double[reduction.path().rows()];
    for (int k = 0; k < polynomials.length; k++) {
      polynomials[k] = Math.cos(k * Math.acos(2 * to - 1));
    }
    Matrix ones = Matrix.of(layout.one(moved));
    Matrix shifted =
        read.plus(
            ones.times(Matrix.of(1, polynomials.length, polynomials)).times(reduction.path()));
    return layout
        .condition(moved)
        .map(c -> shifted.plus(Matrix.of(c).times(reduction.drive().orElseThrow().transpose())))
        .orElse(shifted);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void isTheModelOfTheKeptModes(int count) {
    Spectrum leading = new Contributions(FLOW, SPECTRUM).leading(FLOW.lift(1, NOISE));
    PrunedFlow pruned = PrunedFlow.keep(FLOW, leading, count, NOISE, new PadeExponential());
    Reduction reduction = Reduction.keep(FLOW, leading, count, NOISE);
    assertThat(reduction.observables()).isEqualTo(pruned.layout().observables());
    assertThat(reduction.drive()).isEmpty();
    for (double to : new double[] {0, 0.3, 1}) {
      double[] expected = pruned.transport(NOISE, 0, to).doubles();
      // The path is as exact as single precision asks for.
      assertThat(transport(FLOW, reduction, NOISE, 0, to).toArray())
          .containsExactly(expected, within(1e-6));
    }
    Spectrum smaller = Spectrum.of(reduction.generator(), new StateLayout(reduction.observables()));
    assertThat(SpectrumMatching.between(smaller, SPECTRUM).largestDistance()).isLessThan(1e-12);
    assertThat(smaller.modes()).hasSize(count);
  }

  /** What a class adds is exact, beside a path that all share. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void underAConditionToo(int count) {
    Spectrum spectrum = Spectrum.of(CONDITIONED);
    Spectrum leading =
        new Contributions(CONDITIONED, spectrum).leading(CONDITIONED.lift(1, LABELLED));
    PrunedFlow pruned =
        PrunedFlow.keep(CONDITIONED, leading, count, LABELLED, new PadeExponential());
    Reduction reduction = Reduction.keep(CONDITIONED, leading, count, LABELLED);
    assertThat(reduction.generator().rows()).isEqualTo(pruned.layout().dimension());
    for (double to : new double[] {0, 0.3, 1}) {
      Matrix expected = Matrix.of(CONDITIONED.space().state(pruned.transport(LABELLED, 0, to)));
      Matrix actual = transport(CONDITIONED, reduction, LABELLED, 0, to);
      assertThat(actual.toArray()).containsExactly(expected.toArray(), within(1e-6));
      assertThat(besideTheFirst(actual)).containsExactly(besideTheFirst(expected), within(1e-9));
    }
    boolean shifted = reduction.drive().orElseThrow().norm1() > 0.1;
    assertThat(shifted).isEqualTo(count < 4);
  }

  /** The rows without what all have in common. */
  private static double[] besideTheFirst(Matrix rows) {
    double[] values = rows.toArray();
    for (int i = values.length - 1; i >= 0; i--) {
      values[i] -= values[i % rows.columns()];
    }
    return values;
  }

  @Test
  void itsCoordinatesAreWellConditioned() {
    Reduction reduction = Reduction.keep(FLOW, SPECTRUM, 2, NOISE);
    Matrix unit = reduction.projection().times(reduction.basis());
    assertThat(unit.plus(-1, Matrix.identity(reduction.observables())).norm1()).isLessThan(1e-13);
    Matrix gram = reduction.basis().transpose().times(reduction.basis());
    assertThat(gram.plus(-1, Matrix.identity(reduction.observables())).norm1()).isLessThan(1e-13);
    // The secular trend of a rate of 1e-3 is of size 1e6; nothing here is.
    assertThat(reduction.path().norm1()).isLessThan(1e3);
    assertThat(reduction.generator().norm1()).isLessThan(1e3);
  }

  @Test
  void withAllModesItIsARotation() {
    Reduction all = Reduction.keep(FLOW, SPECTRUM, SPECTRUM.modes().size(), NOISE);
    assertThat(all.path().rows()).isEqualTo(1);
    assertThat(all.path()).isEqualTo(Matrix.zeros(1, 5));
    assertThat(all.projection().plus(-1, all.basis().transpose()).norm1()).isLessThan(1e-12);
    assertThat(transport(FLOW, all, NOISE, 0.1, 0.8).toArray())
        .containsExactly(FLOW.transport(NOISE, 0.1, 0.8).doubles(), within(1e-8));
  }

  /** Eigenvectors that coincide do not matter when none is dropped. */
  @Test
  void aDefectiveModelCanBeKeptWhole() {
    ExactFlow defective = ExactFlow.linear(ExactFlow.generator(Matrix.of(2, 2, -1, 1, 0, -1)));
    Batch noise = NOISE.columns(0, 2);
    Reduction all = Reduction.keep(defective, Spectrum.of(defective), 2, noise);
    assertThat(all.projection().times(all.basis()).plus(-1, Matrix.identity(2)).norm1())
        .isLessThan(1e-12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reduction.keep(defective, Spectrum.of(defective), 1, noise))
        .withMessageContaining("Schur form");
  }

  /** Observables at rate 0 that time drives are in no mode, and stay. */
  @Test
  void secularObservablesStay() {
    ExactFlow secular =
        ExactFlow.linear(
            ExactFlow.generator(
                new double[] {0.1, 0, 0},
                new double[] {1, 0, 0},
                Matrix.ofRows(
                    new double[] {0, 0, 0}, new double[] {0, -1, 0}, new double[] {0, 0, -2})));
    Spectrum spectrum = Spectrum.of(secular);
    assertThat(spectrum.affine().dimension()).isEqualTo(3);
    Batch noise = NOISE.columns(0, 3);
    Reduction one = Reduction.keep(secular, spectrum, 1, noise);
    assertThat(one.observables()).isEqualTo(2);
    PrunedFlow pruned = PrunedFlow.keep(secular, spectrum, 1, noise, new PadeExponential());
    assertThat(
            SpectrumMatching.between(
                    Spectrum.of(one.generator(), new StateLayout(2)), Spectrum.of(pruned))
                .largestDistance())
        .isLessThan(1e-13);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reduction.keep(FLOW, SPECTRUM, 0, NOISE))
        .withMessageContaining("from 1 to 4 modes can be kept, got 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Reduction.keep(FLOW, SPECTRUM, 5, NOISE));
  }

  @Test
  void aPathTooFastForItsTermsIsRefused() {
    assertThat(
            ChebyshevSeries.of(t -> new double[] {Math.cos(300 * t), Math.exp(-40 * t)}, 0).rows())
        .isBetween(100, 250);
    assertThat(ChebyshevSeries.of(t -> new double[] {3, 1e-9}, 1))
        .satisfies(constant -> assertThat(constant.rows()).isEqualTo(1))
        .satisfies(constant -> assertThat(constant.get(0, 0)).isCloseTo(3, within(1e-15)));
    assertThatExceptionOfType(KoopflowException.class)
        .isThrownBy(() -> ChebyshevSeries.of(t -> new double[] {Math.cos(5000 * t)}, 0))
        .withMessageContaining("512 terms");
  }
}
