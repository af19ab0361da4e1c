package org.koopflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.Progress;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.core.RunResult;
import org.koopflow.spectral.Certificate;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.AnalysedMode;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;
import org.koopflow.spectral.model.analysis.CertificateAnalysis;
import org.koopflow.spectral.model.analysis.RoundTripAnalysis;
import org.koopflow.spectral.model.analysis.SignatureAnalysis;
import org.koopflow.spectral.model.analysis.SpectrumAnalysis;

/** The measuring of one model for its {@link SpectralFindings}, stage by stage. */
final class SpectralMeasurement {
  static final int STAGES = 7;

  /** Modes whose figures are among the metrics. */
  private static final int LISTED = 16;

  /** Modes that are drawn. */
  private static final int DRAWN = 32;

  private static final int LABELLED = 2000;
  private static final int MOST_CLASSES = 40;
  private static final int CERTIFIED = 40;
  private static final int BOUNDS = 40;

  private final Progress progress;
  private final RunResult result;
  private final View view;
  private final int count;
  private final long seed;
  private final SpectralModel model;
  private final Map<String, Object> metrics = new LinkedHashMap<>();
  private final Map<String, Object> page = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();
  private int done;
  private AnalysedSpectrum analysis;
  private Batch noise;
  private ModeAmplitudes amplitudes;

  SpectralMeasurement(SpectralModel model, RunResult result, Progress progress) {
    this.progress = progress;
    this.result = result;
    this.view = View.of(result.data());
    this.count = result.experiment().evaluation().spectrum();
    this.seed = result.experiment().seed();
    this.model = model;
  }

  SpectralFindings run() {
    modes();
    advance();
    attempt("shapes of the modes", this::shapes);
    advance();
    EditGallery gallery = new EditGallery(model, view);
    attempt("edits", () -> edits(gallery));
    advance();
    labels(gallery);
    advance();
    page.put("edits", gallery.edits());
    if (analysis.taught().isEmpty()) {
      missing.add(
          "fidelity, residuals and energies of the modes, inversion beside the teacher and the"
              + " certificate: the teacher '"
              + result.experiment().teacher().type()
              + "' has no velocity field");
    } else {
      attempt("energies over time", this::energies);
      advance();
      attempt("inversion", this::inversion);
      advance();
      attempt("certificate", this::certificate);
    }
    progress.update(STAGES, Map.of());
    metrics.put("notMeasured", missing);
    page.put("missing", missing);
    return new SpectralFindings(metrics, page, missing);
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
      missing.add(what + ": " + SpectralFindings.reason(e));
    }
  }

  private void modes() {
    analysis = model.apply(new SpectrumAnalysis(count, seed));
    noise = model.model().noise(count, seed);
    amplitudes = model.eigenfunctions().of(model.contributions().lifted(noise));
    metrics.put("trajectories", count);
    metrics.putAll(analysis.toMap(LISTED));
    List<Map<String, Object>> modes = new ArrayList<>();
    for (AnalysedMode each : analysis.modes()) {
      Map<String, Object> map = new LinkedHashMap<>();
      each.toMap().forEach((name, value) -> map.put(name, Compact.number((Double) value)));
      map.put("imaginary", Compact.number(each.mode().rate().imaginary()));
      each.fidelity().ifPresent(f -> map.put("errorAt", Compact.numbers(f.relativeErrorAt())));
      if (each.mode().illConditioned()) {
        map.put("illConditioned", true);
      }
      modes.add(map);
    }
    page.put("observables", model.spectrum().layout().dimension());
    page.put("trajectories", count);
    page.put("warnings", model.spectrum().warnings());
    page.put("modes", modes);
    analysis
        .taught()
        .ifPresent(taught -> page.put("times", Compact.numbers(taught.trajectory().times())));
  }

  private void shapes() {
    Batch samples = model.flow().transport(View.first(noise, 200), FlowTime.NOISE, FlowTime.DATA);
    ModeShapes shapes = new ModeShapes(model, view, samples, amplitudes);
    page.put("shapesAt", shapes.at());
    page.put("shapes", shapes.of(DRAWN));
  }

  private void energies() {
    Trajectory whole = analysis.taught().orElseThrow().whole();
    List<Contributions.EnergyCurve> curves = model.contributions().overTime(whole);
    page.put("energyTimes", Compact.numbers(whole.times()));
    page.put(
        "energies", curves.stream().limit(DRAWN).map(c -> Compact.numbers(c.measured())).toList());
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

  private void labels(EditGallery gallery) {
    Dataset data = result.data();
    if (data.testLabels().isEmpty()) {
      missing.add("signatures of classes: the data have no labels");
      return;
    }
    int rows = Math.min(LABELLED, data.test().rows());
    int[] labels = Arrays.copyOf(data.testLabels().get(), rows);
    long classes = Arrays.stream(labels).distinct().count();
    if (classes < 2 || classes > MOST_CLASSES || rows < 4 * classes) {
      missing.add(
          "signatures of classes: they take 2 to "
              + MOST_CLASSES
              + " classes with 4 rows each or more, there are "
              + classes
              + " in "
              + rows
              + " rows");
      return;
    }
    attempt(
        "signatures of classes",
        () -> {
          Batch first = data.test().rows(0, rows);
          LabelledModes signatures =
              new LabelledModes(
                  model.apply(new SignatureAnalysis(first, labels, SignatureKind.ENERGIES)),
                  model.apply(new SignatureAnalysis(first, labels, SignatureKind.AMPLITUDES)));
          metrics.put("signatures", signatures.figures(rows));
          Map<String, Object> map = signatures.figures(rows);
          map.putAll(signatures.toMap());
          page.put("signatures", map);
          Batch states = model.toFlow(first);
          ModeAmplitudes values = model.eigenfunctions().at(FlowTime.DATA, states);
          for (int[] pair : signatures.pairs()) {
            gallery.classes(states, values, labels, pair[0], pair[1]);
            gallery.classes(states, values, labels, pair[1], pair[0]);
          }
        });
  }

  private void inversion() {
    Batch test = result.data().test();
    Batch rows = model.toFlow(View.first(test, count));
    Inversion.RoundTrip trip = model.apply(new RoundTripAnalysis(rows));
    Inversion.Solved solved = trip.solved().orElseThrow();
    Map<String, Object> map =
        Compact.tree(
            "rows", rows.rows(),
            "relativeError", trip.relativeError(),
            "correctedError", trip.correctedError(),
            "solverError", solved.error(),
            "noiseDistance", solved.noiseDistance(),
            "correctedNoiseDistance", solved.correctedNoiseDistance(),
            "solverEvaluations", solved.evaluations());
    metrics.put("inversion", map);
    page.put("inversion", map);
  }

  private void certificate() {
    Certificate certificate =
        model.apply(
            new CertificateAnalysis(Math.min(CERTIFIED, count), seed, Certificate.Norm.EUCLIDEAN));
    int points = certificate.times().length;
    Map<String, Object> map =
        Compact.tree(
            "trajectories", Math.min(CERTIFIED, count),
            "points", points,
            "norm", certificate.norm().name().toLowerCase(Locale.ROOT),
            "logarithmicNorm", certificate.logarithmicNorm(),
            "residual", certificate.residual(),
            "holds", certificate.holds(),
            "holding", certificate.holding(),
            "tightness", certificate.tightness(),
            "medianBoundOverError", certificate.medianRatio());
    metrics.put("certificate", map);
    Map<String, Object> drawn = new LinkedHashMap<>(map);
    int[] kept = new int[Math.min(BOUNDS, points)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (i + 1) * points / kept.length - 1;
    }
    drawn.put("times", pick(certificate.times(), kept));
    drawn.put("bound", pick(certificate.bound(), kept));
    drawn.put("error", pick(certificate.error(), kept));
    page.put("certificate", drawn);
  }

  private static double[] pick(double[] values, int[] kept) {
    return Compact.numbers(Arrays.stream(kept).mapToDouble(i -> values[i]).toArray());
  }
}
