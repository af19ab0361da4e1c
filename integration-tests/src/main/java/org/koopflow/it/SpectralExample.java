package org.koopflow.it;

import java.nio.file.Path;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;
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
import org.koopflow.spectral.model.Edited;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.StudentComparison;

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
    try (SpectralModel spectral = SpectralModel.open(koopflow, trained).leading()) {
      // spectrum: every mode with its share, fidelity and residual
      SpectralAnalysis analysis = SpectralAnalysis.of(spectral, 1000, 7);

      // modes: what each paints at the first held-out rows
      List<ModeShape> shapes = spectral.shapes(spectral.toFlow(data.test().rows(0, 8)));
      Batch painted = spectral.directionToData(shapes.get(0).real());

      // signatures: accuracy of a linear classifier, beside as many principal components
      SignatureComparison signatures = spectral.comparison(data.test(), labels, 5);

      // edit: samples without mode 1, and rows moved from one class to another
      ModeEdit edit = ModeEdit.remove(spectral.spectrum().mode(1));
      Edited removed = spectral.edit(spectral.model().noise(100, 7), 0.5, edit);

      ModeAmplitudes amplitudes = spectral.amplitudes(data.test(), 1);
      Edited moved =
          spectral.editData(
              data.test(),
              EditingDirection.between(spectral.spectrum(), amplitudes, labels, 0, 3).by(1));

      // invert: the noise of data, and what comes back from it
      Batch noise = spectral.inversion().toNoise(spectral.toFlow(data.test()));
      Inversion.RoundTrip trip = spectral.roundTrip(spectral.toFlow(data.test()));

      // certify: a bound on the error, beside the error
      Certificate certificate = spectral.certificate(20, 7, Certificate.Norm.EUCLIDEAN);
      return new Tour(analysis, painted, signatures, removed, moved, noise, trip, certificate);
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
    try (SpectralModel first = SpectralModel.open(koopflow, one).leading();
        SpectralModel second = SpectralModel.open(koopflow, other).leading()) {
      return StudentComparison.of(first, second, 1000, 7);
    }
  }

  /**
   * What {@link #tour} finds.
   *
   * @param analysis the spectrum
   * @param painted what the leading mode paints
   * @param signatures accuracies
   * @param removed samples without a mode
   * @param moved rows moved between classes
   * @param noise of the data
   * @param trip errors there and back
   * @param certificate the bound
   */
  public record Tour(
      SpectralAnalysis analysis,
      Batch painted,
      SignatureComparison signatures,
      Edited removed,
      Edited moved,
      Batch noise,
      Inversion.RoundTrip trip,
      Certificate certificate) {}
}
