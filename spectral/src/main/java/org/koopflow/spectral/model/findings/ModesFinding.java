package org.koopflow.spectral.model.findings;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.spectral.model.analysis.AnalysedSpectrum;

/**
 * The modes and how far each may be believed.
 *
 * @param trajectories number of samples, and of trajectories of the teacher, they were measured on
 * @param spectrum the modes in order
 */
public record ModesFinding(int trajectories, AnalysedSpectrum spectrum) implements Finding {
  /** Modes whose figures are among the metrics. */
  private static final int LISTED = 16;

  @Override
  public Map<String, Object> metrics() {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trajectories", trajectories);
    metrics.putAll(spectrum.toMap(LISTED));
    return metrics;
  }
}
