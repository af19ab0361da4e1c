package org.koopflow.spectral.model.findings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Progress;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.spectral.model.ModeOrder;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What the spectrum of a run's model says.
 *
 * @param found what was found, at most one of each kind; empty if nothing was measured
 * @param missing what was not measured, and why
 */
public record SpectralFindings(List<Finding> found, List<String> missing) {
  /** What they stand under among the metrics of a run. */
  public static final String KEY = "spectrum";

  /**
   * Copies the lists.
   *
   * @param found what was found
   * @param missing what was not measured
   */
  public SpectralFindings {
    found = List.copyOf(found);
    missing = List.copyOf(missing);
  }

  /**
   * Measures the model of a run, on as many trajectories as its specification says under {@code
   * evaluation.spectrum}.
   *
   * @param koopflow opens the model
   * @param result the run
   * @param progress hears of it and may stop it
   * @return the findings; none, but the reason, where nothing can be measured
   * @throws CancellationException if the progress asked to stop
   * @throws RuntimeException if the analysis failed as a whole
   */
  public static SpectralFindings measure(Koopflow koopflow, RunResult result, Progress progress) {
    if (!result.completed()) {
      return none("the run did not come to its end");
    }
    if (result.model().student().isEmpty()) {
      return none("the student was never trained");
    }
    if (result.experiment().evaluation().spectrum() == 0) {
      return none("the specification leaves it out (evaluation.spectrum is 0)");
    }
    progress.begin("spectrum", Measurement.STAGES);
    try (SpectralModel model = SpectralModel.open(koopflow, result.model(), ModeOrder.LEADING)) {
      return new Measurement(model, result, progress).run();
    } finally {
      progress.end();
    }
  }

  /**
   * Nothing measured.
   *
   * @param reason why
   * @return findings without figures
   */
  public static SpectralFindings none(String reason) {
    return new SpectralFindings(List.of(), List.of("the spectral analysis: " + reason));
  }

  /**
   * What was found of one kind.
   *
   * @param <F> the kind
   * @param kind its class
   * @return the finding; empty if there is none
   */
  public <F extends Finding> Optional<F> of(Class<F> kind) {
    return found.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /**
   * What belongs among the metrics of the run.
   *
   * @return figures by name, in a fixed order, which depend on model and seed alone, and {@code
   *     notMeasured}; empty if nothing was measured
   */
  public Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    found.forEach(finding -> metrics.putAll(finding.metrics()));
    if (!found.isEmpty()) {
      metrics.put("notMeasured", missing);
    }
    return metrics;
  }
}
