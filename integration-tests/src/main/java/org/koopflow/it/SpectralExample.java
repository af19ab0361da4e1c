package org.koopflow.it;

import java.nio.file.Path;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.EditingDirection;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AmplitudeAnalysis;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.ClassifierAnalysis;
import org.koopflow.spectral.model.analysis.DataEdit;
import org.koopflow.spectral.model.analysis.Edited;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.SampleEdit;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.StudentComparison;

/** What the commands on a spectrum do, as a program does it; the README shows this code. */
public final class SpectralExample {
  private SpectralExample() {}

  /**
   * One of everything.
   *
   * @param koopflow the entrance
   * @param run folder of a run on labelled data
   * @return what was found
   */
  public static Tour tour(Koopflow koopflow, Path run) {
    TrainedModel trained = new RunFolder(koopflow.plugins()).read(run);
    Dataset data = koopflow.data(trained.experiment());
    int[] labels = data.testLabels().orElseThrow();
    SampleSet test = SampleSet.of(data.test());
    try (SpectralModel spectral = SpectralModel.open(koopflow, trained, ModeOrder.LEADING)) {
      // spectrum: every mode with its share, fidelity and residual
      AnalysedSpectrum spectrum = spectral.apply(new SpectrumAnalysis(1000, 7));

      // modes: what each paints at the first held-out rows
      Batch rows = spectral.toFlow(test.first(8));
      List<ModeShape> shapes = spectral.apply(new ShapeAnalysis(rows));
      Batch painted = spectral.directionToData(shapes.get(0).real());

      // signatures: accuracy of a linear classifier, beside as many principal components
      SignatureComparison signatures =
          spectral.apply(new ClassifierAnalysis(data.test(), labels, 5));

      // edit: samples without mode 1, and rows moved from one class to another
      ModeEdit without = ModeEdit.remove(spectral.spectrum().mode(1));
      Edited removed = spectral.apply(new SampleEdit(spectral.model().noise(100, 7), 0.5, without));

      ModeAmplitudes amplitudes = spectral.apply(new AmplitudeAnalysis(test, 1));
      EditingDirection direction =
          EditingDirection.between(spectral.spectrum(), amplitudes, labels, 0, 3);
      Edited moved = spectral.apply(new DataEdit(test, direction.by(1)));

      // invert: the noise of data, and what comes back from it
      Batch states = spectral.toFlow(test);
      Batch noise = spectral.inversion().toNoise(states);
      Inversion.RoundTrip trip = spectral.apply(new RoundTripAnalysis(states));

      // certify: a bound on the error, beside the error
      Certificate certificate =
          spectral.apply(new CertificateAnalysis(20, 7, Certificate.Norm.EUCLIDEAN));
      return new Tour(spectrum, painted, signatures, removed, moved, noise, trip, certificate);
    }
  }

  /**
   * Two students of one teacher.
   *
   * @param koopflow the entrance
   * @param one a model
   * @param other another with the same teacher
   * @return both on the same trajectories
   */
  public static StudentComparison beside(Koopflow koopflow, TrainedModel one, TrainedModel other) {
    try (SpectralModel first = SpectralModel.open(koopflow, one, ModeOrder.LEADING);
        SpectralModel second = SpectralModel.open(koopflow, other, ModeOrder.LEADING)) {
      return StudentComparison.of(first, second, 1000, 7);
    }
  }

  /**
   * What {@link #tour} finds.
   *
   * @param spectrum the spectrum
   * @param painted what the leading mode paints
   * @param signatures accuracies
   * @param removed samples without a mode
   * @param moved rows moved between classes
   * @param noise of the data
   * @param trip errors there and back
   * @param certificate the bound
   */
  public record Tour(
      AnalysedSpectrum spectrum,
      Batch painted,
      SignatureComparison signatures,
      Edited removed,
      Edited moved,
      Batch noise,
      Inversion.RoundTrip trip,
      Certificate certificate) {}
}
