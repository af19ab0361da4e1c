package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.Pseudospectrum;
import org.koopflow.spectral.Spectrum;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.FidelityAnalysis;
import org.koopflow.spectral.model.analysis.FlowPruning;
import org.koopflow.spectral.model.analysis.ModelPruning;
import org.koopflow.spectral.model.analysis.PathResidualAnalysis;
import org.koopflow.spectral.model.analysis.ResidualAnalysis;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.ShareAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.Taught;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;

/** The spectral analysis of trained models, on every backend. */
class SpectralTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();

  @ParameterizedTest
  @ValueSource(strings = {"djl", "nd4j"})
  void everyAnalysisRunsOnAModelAsItComesFromTraining(String name) {
    RunResult result = KOOPFLOW.run(Small.experiment(KOOPFLOW, "backend=" + name));
    try (Backend backend = KOOPFLOW.openBackend(result.experiment());
        OpenModel model = KOOPFLOW.open(result.model(), backend);
        SpectralModel spectral = SpectralModel.of(model, ModeOrder.GROWTH)) {
      Spectrum spectrum = spectral.spectrum();
      assertThat(spectrum.generatorEigenvalues()).hasSize(8);
      assertThat(spectrum.reconstructionError()).isLessThan(1e-14 * spectrum.basisCondition());
      Batch noise = model.noise(40, 3);
      unedited(spectral, noise);
      propagation(spectral, noise);
      residuals(spectral, result);
      shapes(spectral, noise);

      Inversion.RoundTrip trip = spectral.apply(new RoundTripAnalysis(noise));
      assertThat(trip.solved().orElseThrow().error()).isLessThan(1e-2);
      assertThat(trip.correctedError()).isLessThanOrEqualTo(trip.relativeError() * (1 + 1e-6));
      Certificate certificate =
          spectral.apply(new CertificateAnalysis(20, 9, Certificate.Norm.EUCLIDEAN));
      assertThat(certificate.holds()).as("%s", certificate).isTrue();
      assertThat(Pseudospectrum.around(spectrum, 5).distance()).hasDimensions(5, 5);

      // All modes are the model itself, but for single precision in the lifted state.
      assertThat(pruned(spectral, spectrum.modes().size()).quality(noise).relativeError())
          .isLessThan(1e-3);
      assertThat(pruned(spectral, 1).quality(noise).relativeError()).isFinite();

      orders(model);
      written(spectral, noise);

      EmbeddingExample.Explained explained = EmbeddingExample.explain(KOOPFLOW, model, noise);
      assertThat(explained.edited()).isNotEqualTo(model.toData(model.sampler().sample(noise)));
      assertThat(explained.fidelity()).hasSameSizeAs(spectrum.modes());
    }
  }

  private static PrunedFlow pruned(SpectralModel spectral, int modes) {
    return spectral.apply(new FlowPruning(modes, 50, 6));
  }

  /** A smaller model that is stored draws the samples of the one in memory. */
  private static void written(SpectralModel spectral, Batch noise) {
    int all = spectral.spectrum().modes().size();
    for (int modes = 1; modes <= all; modes++) {
      TrainedModel smaller = spectral.apply(new ModelPruning(modes, 50, 6));
      PrunedFlow expected = pruned(spectral, modes);
      try (OpenModel opened = KOOPFLOW.open(smaller, spectral.model().backend())) {
        assertThat(smaller.student().orElseThrow().raw().values().keySet())
            .as("names as the lifting and the operator know them")
            .containsExactlyElementsOf(
                opened.koopman().parameters().stream().map(Parameter::name).toList());
        for (double t : new double[] {0, 0.4, 1}) {
          double[] written = opened.flow().transport(noise, 0, t).doubles();
          // Single precision of lifted states, whose size is a few units.
          assertThat(written)
              .as("%d modes at time %s", modes, t)
              .containsExactly(expected.transport(noise, 0, t).doubles(), within(1e-5));
        }
        assertThat(opened.flow().layout()).isEqualTo(expected.layout());
        assertThat(Spectrum.of(opened.flow()).modes()).hasSize(modes);
      }
    }
    double[] whole = spectral.model().flow().transport(noise, 0, 1).doubles();
    try (OpenModel opened =
        KOOPFLOW.open(spectral.apply(new ModelPruning(all, 50, 6)), spectral.model().backend())) {
      assertThat(opened.flow().transport(noise, 0, 1).doubles())
          .containsExactly(whole, within(1e-5));
    }
  }

  private static void unedited(SpectralModel spectral, Batch noise) {
    Batch plain = spectral.model().sampler().sample(noise);
    assertThat(spectral.editor().sample(noise, 0.3, ModeEdit.NONE)).isEqualTo(plain);
    assertThat(spectral.editor().data(plain, ModeEdit.NONE)).isSameAs(plain);
  }

  /** The amplitudes of an advanced state are the amplitudes times the multipliers. */
  private static void propagation(SpectralModel spectral, Batch noise) {
    Batch z = spectral.model().flow().lift(0, noise);
    ModeAmplitudes start = spectral.eigenfunctions().of(z);
    ModeAmplitudes end = spectral.eigenfunctions().of(spectral.model().flow().advance(z, 0.7));
    for (Mode mode : spectral.spectrum().modes()) {
      for (int row = 0; row < noise.rows(); row++) {
        double error =
            end.get(row, mode.index())
                .minus(start.get(row, mode.index()).times(mode.multiplier(0.7)))
                .abs();
        // Lifted states are single precision.
        assertThat(error).isLessThan(1e-5 * mode.condition() * 10);
      }
    }
  }

  /**
   * The path of a rectified teacher joins noise to what its own flow made of it: data have no part
   * in it, and points between noise and data are none of it.
   */
  @Test
  void eigenfunctionsAreJudgedOnThePathTheTeacherWasFittedOn() {
    RunResult result =
        KOOPFLOW.run(
            Small.experiment(
                KOOPFLOW, "teacher.type=rectified", "teacher.pairs=300", "teacher.solverSteps=4"));
    try (SpectralModel spectral = SpectralModel.open(KOOPFLOW, result.model(), ModeOrder.LEADING)) {
      Batch data = spectral.toFlow(SampleSet.of(result.data().test()));
      PathBatch points =
          spectral
              .model()
              .teacher()
              .path(
                  result.model().teacher().averaged(),
                  TrainingRows.of(data),
                  200,
                  new RandomStreams(4).stream("spectral/points"));
      List<ModeResidual> residuals = spectral.apply(new PathResidualAnalysis(data, 200, 4));
      assertThat(residuals)
          .isEqualTo(
              ModeResidual.measure(
                  spectral.spectrum(), spectral.derivative(), points.t(), points.x()));
      Batch elsewhere = Batch.filled(50, 2, 9);
      assertThat(spectral.apply(new PathResidualAnalysis(elsewhere, 200, 4))).isEqualTo(residuals);
    }
  }

  /** The residual of a mode is that of the whole, seen through its eigenfunction. */
  private static void residuals(SpectralModel spectral, RunResult result) {
    Batch data = spectral.toFlow(SampleSet.of(result.data().test()));
    List<ModeResidual> residuals = spectral.apply(new PathResidualAnalysis(data, 200, 4));
    assertThat(residuals).hasSameSizeAs(spectral.spectrum().modes());
    assertThat(residuals).allSatisfy(r -> assertThat(r.residual()).isFinite().isPositive());
  }

  /** What carries most comes first unless asked otherwise, whenever the model is opened. */
  private static void orders(OpenModel model) {
    try (SpectralModel usual = SpectralModel.of(model, ModeOrder.LEADING);
        SpectralModel judged = SpectralModel.of(model, ModeOrder.leading(60, 2));
        SpectralModel slow = SpectralModel.of(model, ModeOrder.by(Spectrum.BY_RATE))) {
      analysis(judged);
      double[] shares =
          usual.apply(new ShareAnalysis(ModeOrder.SAMPLES, model.model().experiment().seed()));
      for (int k = 1; k < shares.length; k++) {
        assertThat(shares[k]).isLessThanOrEqualTo(shares[k - 1]);
      }
      assertThat(slow.spectrum().modes())
          .extracting(Mode::index)
          .isEqualTo(usual.spectrum().modes().stream().map(Mode::index).toList());
      assertThat(slow.spectrum().modes()).isSortedAccordingTo(Spectrum.BY_RATE);
    }
  }

  /** The figures of one entrance are those of the parts. */
  private static void analysis(SpectralModel leading) {
    AnalysedSpectrum analysis = leading.apply(new SpectrumAnalysis(60, 2));
    Taught taught = leading.apply(new TeacherTrajectories(60, 2));
    List<ModeFidelity> fidelity = leading.apply(new FidelityAnalysis(taught));
    List<ModeResidual> residuals = leading.apply(new ResidualAnalysis(taught));
    assertThat(analysis.modes())
        .extracting(AnalysedMode::mode)
        .isEqualTo(leading.spectrum().modes());
    for (int k = 0; k < analysis.modes().size(); k++) {
      AnalysedMode each = analysis.modes().get(k);
      assertThat(each.fidelity().orElseThrow().relativeError())
          .isEqualTo(fidelity.get(k).relativeError());
      assertThat(each.residual().orElseThrow()).isEqualTo(residuals.get(k));
      assertThat(each.share()).isPositive();
      if (k > 0) {
        assertThat(each.share()).isLessThanOrEqualTo(analysis.modes().get(k - 1).share());
      }
    }
    assertThat(analysis.toMap(3))
        .containsEntry("observables", leading.spectrum().layout().dimension())
        .containsEntry(
            "modes", analysis.modes().subList(0, 3).stream().map(AnalysedMode::toMap).toList());
    assertThat(analysis.modes().get(0).toMap())
        .containsKeys("growthRate", "share", "fidelityError", "variationError", "residual");
  }

  /** A small push along a mode moves the decoded state along its shape. */
  private static void shapes(SpectralModel spectral, Batch x) {
    Batch z = spectral.model().flow().lift(1, x);
    for (ModeShape shape : spectral.apply(new ShapeAnalysis(x))) {
      double step = 1e-2;
      double[] pushed = z.doubles().clone();
      for (int i = 0; i < pushed.length; i++) {
        pushed[i] += step * shape.mode().right().get(i % z.columns()).real();
      }
      Batch moved =
          spectral
              .model()
              .flow()
              .decode(Batch.ofDoubles(z.rows(), z.columns(), pushed).to(z.precision()));
      Batch still = spectral.model().flow().decode(z);
      for (int i = 0; i < x.size(); i++) {
        double slope = (moved.doubles()[i] - still.doubles()[i]) / step;
        assertThat(shape.real().doubles()[i]).isCloseTo(slope, within(0.02));
      }
    }
  }
}
