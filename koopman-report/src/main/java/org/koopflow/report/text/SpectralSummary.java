package org.koopflow.report.text;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.model.findings.ModesFinding;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** What a spectrum says, in a line or two for a terminal. */
public final class SpectralSummary {
  /** The modes a run is judged by. */
  private static final int LEADING = 5;

  private SpectralSummary() {}

  /**
   * How truly the leading modes evolve.
   *
   * @param findings what the spectrum says
   * @return lines, each closed by a line feed; empty if no fidelity was measured
   */
  public static String of(SpectralFindings findings) {
    return findings
        .of(ModesFinding.class)
        .map(
            modes ->
                line(modes, "fidelity of the leading modes", ModeFidelity::relativeError)
                    + line(modes, "  of what differs by sample", ModeFidelity::variationError))
        .orElse("");
  }

  private static String line(
      ModesFinding modes, String label, ToDoubleFunction<ModeFidelity> error) {
    String errors =
        modes.spectrum().modes().stream()
            .limit(LEADING)
            .flatMap(mode -> mode.fidelity().stream())
            .mapToDouble(error)
            .filter(Double::isFinite)
            .mapToObj(each -> String.format(Locale.ROOT, "%.3g %%", 100 * each))
            .collect(Collectors.joining(", "));
    return errors.isEmpty() ? "" : String.format("%-31s  evolution error: %s\n", label, errors);
  }
}
