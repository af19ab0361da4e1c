package org.koopflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Progress;
import org.koopflow.api.backend.Backend;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What the spectrum of a run's model says, measured for its metrics and for its page.
 *
 * @param metrics figures by name, in a fixed order, which depend on model and seed alone
 * @param page what the page draws, by section
 * @param missing what was not measured, and why
 */
public record SpectralFindings(
    Map<String, Object> metrics, Map<String, Object> page, List<String> missing) {
  /** The modes a run is judged by. */
  private static final int LEADING = 5;

  /**
   * Copies the lists.
   *
   * @param metrics figures by name
   * @param page what the page draws
   * @param missing what was not measured
   */
  public SpectralFindings {
    missing = List.copyOf(missing);
  }

  /**
   * Measures the model of a run, on as many trajectories as its specification says under {@code
   * evaluation.spectrum}.
   *
   * @param koopflow opens the model
   * @param result the run
   * @param progress hears of it and may stop it
   * @return the findings; without figures, but with the reason, where nothing can be measured
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
    progress.begin("spectrum", SpectralMeasurement.STAGES);
    try (Backend backend = koopflow.openBackend(result.experiment());
        OpenModel open = koopflow.open(result.model(), backend);
        SpectralModel model = SpectralModel.of(open, koopflow.plugins())) {
      return new SpectralMeasurement(model, result, progress).run();
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
    return new SpectralFindings(Map.of(), Map.of(), List.of("the spectral analysis: " + reason));
  }

  /** What went wrong, in one line. */
  static String reason(Throwable error) {
    String message = error.getMessage();
    return message == null
        ? error.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /**
   * The leading modes in a line or two, for a terminal.
   *
   * @return lines, each closed by a line feed; empty if no fidelity was measured
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    line(text, "fidelity of the leading modes", "fidelityError", "evolution error");
    line(text, "  of what differs by sample", "variationError", "evolution error");
    return text.toString();
  }

  private void line(StringBuilder text, String label, String key, String what) {
    if (!(metrics.get("modes") instanceof List<?> modes)) {
      return;
    }
    List<String> errors = new ArrayList<>();
    for (Object each : modes.subList(0, Math.min(LEADING, modes.size()))) {
      if (each instanceof Map<?, ?> mode && mode.get(key) instanceof Double error) {
        errors.add(String.format(Locale.ROOT, "%.3g %%", 100 * error));
      }
    }
    if (!errors.isEmpty()) {
      text.append(
          String.format("%-31s  %s: %s%n", label, what, String.join(", ", errors))
              .replace("\r", ""));
    }
  }
}
