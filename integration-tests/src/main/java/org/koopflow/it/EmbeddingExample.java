package org.koopflow.it;

import com.google.inject.Guice;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.Progress;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.KoopflowModule;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.report.Report;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;
import org.koopflow.spectral.model.analysis.FidelityAnalysis;
import org.koopflow.spectral.model.analysis.Taught;
import org.koopflow.spectral.model.analysis.TeacherTrajectories;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** How a program trains a model and samples from it; the README shows this code. */
public final class EmbeddingExample {
  private EmbeddingExample() {}

  /**
   * Trains and samples without any framework.
   *
   * @param overrides changes to the preset, as {@code key=value}
   * @return samples in one step, rows x 2
   */
  public static Batch plain(String... overrides) {
    Koopflow koopflow = Koopflow.create();
    Experiment experiment =
        new ExperimentReader(koopflow.plugins()).preset("eight-gaussians", overrides);
    RunResult result = koopflow.run(experiment);
    try (Backend backend = koopflow.openBackend(experiment);
        OpenModel model = koopflow.open(result.model(), backend)) {
      return model.toData(model.sampler().sample(model.noise(1000, 7)));
    }
  }

  /**
   * Makes the mode that carries most of a model's samples half as strong again.
   *
   * @param koopflow the entrance
   * @param model an opened model
   * @param noise rows x d
   * @return the edited samples and how truly every mode evolves
   */
  public static Explained explain(Koopflow koopflow, OpenModel model, Batch noise) {
    try (SpectralModel spectral = SpectralModel.of(model, ModeOrder.LEADING)) {
      Taught taught = spectral.apply(new TeacherTrajectories(1000, 7));
      List<ModeFidelity> fidelity = spectral.apply(new FidelityAnalysis(taught));
      Mode first = spectral.spectrum().modes().get(0);
      Batch edited = spectral.editor().sample(noise, 0.5, ModeEdit.scale(first, 1.5));
      return new Explained(model.toData(edited), fidelity);
    }
  }

  /**
   * What {@link #explain} gives.
   *
   * @param edited samples, rows as in the data set
   * @param fidelity one figure for each mode
   */
  public record Explained(Batch edited, List<ModeFidelity> fidelity) {}

  /**
   * Makes the page of a run, which needs nothing of the command line.
   *
   * @param koopflow the entrance
   * @param result a run
   * @return HTML
   */
  public static String report(Koopflow koopflow, RunResult result) {
    SpectralFindings findings = SpectralFindings.measure(koopflow, result, Progress.SILENT);
    return Report.of(koopflow, result, findings).toHtml();
  }

  /**
   * Has Guice make the entrance, with whatever an application binds beside it.
   *
   * @return an entrance to all plug-ins
   */
  public static Koopflow withGuice() {
    return Guice.createInjector(new KoopflowModule()).getInstance(Koopflow.class);
  }
}
