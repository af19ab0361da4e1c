package org.koopflow.spectral.model.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Progress;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.core.RunResult;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.ShapeAnalysis;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;
import org.koopflow.spectral.model.analysis.Taught;

/** The measuring of one run's model, stage by stage. */
final class Measurement {
  static final int STAGES = 7;

  /** Modes that are looked at one by one. */
  private static final int SHOWN = 32;

  /** Trajectories of the certificate. */
  private static final int CERTIFIED = 40;

  private static final RowBudget SHAPES = new RowBudget(4, 90);
  private static final RowBudget EDITS = new RowBudget(8, 400);

  private final Progress progress;
  private final SpectralModel model;
  private final RunResult result;
  private final int count;
  private final long seed;
  private final Batch noise;
  private final ModeAmplitudes amplitudes;
  private final List<Finding> found = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private int done;

  Measurement(SpectralModel model, RunResult result, Progress progress) {
    this.progress = progress;
    this.model = model;
    this.result = result;
    this.count = result.experiment().evaluation().spectrum();
    this.seed = result.experiment().seed();
    this.noise = model.model().noise(count, seed);
    this.amplitudes = model.eigenfunctions().of(model.contributions().lifted(noise));
  }

  SpectralFindings run() {
    ModesFinding modes = new ModesFinding(count, model.apply(new SpectrumAnalysis(count, seed)));
    found.add(modes);
    advance();
    attempt("shapes of the modes", this::shapes);
    advance();
    EditGallery gallery = new EditGallery(model, EDITS.rows(result.data()));
    attempt("edits", () -> edits(gallery));
    advance();
    attempt("signatures of classes", () -> signatures(gallery));
    advance();
    found.add(gallery.finding());
    modes.spectrum().taught().ifPresentOrElse(this::besideTheTeacher, this::withoutVelocity);
    progress.update(STAGES, Map.of());
    return new SpectralFindings(found, missing);
  }

  private void advance() {
    progress.update(++done, Map.of());
    if (progress.cancelled()) {
      throw new CancellationException("it was stopped");
    }
  }

  /** One part that cannot be had takes no other with it. */
  private void attempt(String what, Runnable part) {
    try {
      part.run();
    } catch (CancellationException stopped) {
      throw stopped;
    } catch (RuntimeException e) {
      missing.add(what + ": " + reason(e));
    }
  }

  /** What went wrong, in one line. */
  private static String reason(Throwable error) {
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private void shapes() {
    Batch few = first(noise, SHAPES.rows(result.data()));
    Batch points = model.flow().transport(few, FlowTime.NOISE, FlowTime.DATA);
    List<ShapesFinding.Shape> shapes =
        model.apply(new ShapeAnalysis(points)).stream().limit(SHOWN).map(this::shape).toList();
    found.add(new ShapesFinding(model.model().toData(points), shapes));
  }

  private ShapesFinding.Shape shape(ModeShape shape) {
    Mode mode = shape.mode();
    return new ShapesFinding.Shape(
        mode,
        model.directionToData(shape.real()),
        model.directionToData(shape.imaginary()),
        mode.dimension() * Math.sqrt(amplitudes.variance(mode.index())));
  }

  private void edits(EditGallery gallery) {
    gallery.modes(noise, amplitudes);
    if (model.spectrum().modes().stream().anyMatch(Mode::illConditioned)) {
      missing.add(
          "edits along components of all amplitudes: some modes are too ill-conditioned to have"
              + " amplitudes of their own");
    } else {
      gallery.variance(noise, amplitudes);
    }
  }

  private void signatures(EditGallery gallery) {
    LabelledRows labelled = LabelledRows.of(result.data());
    SignaturesFinding signatures =
        new SignaturesFinding(
            labelled.rows().rows(),
            model.apply(
                new SignatureAnalysis(labelled.rows(), labelled.labels(), SignatureKind.ENERGIES)),
            model.apply(
                new SignatureAnalysis(
                    labelled.rows(), labelled.labels(), SignatureKind.AMPLITUDES)));
    found.add(signatures);
    Batch states = model.toFlow(SampleSet.of(labelled.rows()));
    ModeAmplitudes values = model.eigenfunctions().at(FlowTime.DATA, states);
    for (int[] pair : signatures.pairs()) {
      gallery.classes(states, values, labelled.labels(), pair[0], pair[1]);
      gallery.classes(states, values, labelled.labels(), pair[1], pair[0]);
    }
  }

  private void withoutVelocity() {
    missing.add(
        "fidelity, residuals and energies of the modes, inversion beside the teacher and the"
            + " certificate: the teacher '"
            + result.experiment().teacher().type()
            + "' has no velocity field");
  }

  private void besideTheTeacher(Taught taught) {
    attempt("energies over time", () -> energies(taught));
    advance();
    attempt("inversion", this::inversion);
    advance();
    attempt("certificate", this::certificate);
  }

  private void energies(Taught taught) {
    List<Contributions.EnergyCurve> curves = model.contributions().overTime(taught.whole());
    found.add(new EnergiesFinding(curves.subList(0, Math.min(SHOWN, curves.size()))));
  }

  private void inversion() {
    Batch rows =
        model.toFlow(new SampleSet(result.data().test(), result.data().testLabels()).first(count));
    found.add(new InversionFinding(rows.rows(), model.apply(new RoundTripAnalysis(rows))));
  }

  private void certificate() {
    int trajectories = Math.min(CERTIFIED, count);
    found.add(
        new CertificateFinding(
            trajectories,
            model.apply(new CertificateAnalysis(trajectories, seed, Certificate.Norm.EUCLIDEAN))));
  }

  private static Batch first(Batch rows, int most) {
    return rows.rows(0, Math.min(most, rows.rows()));
  }
}
