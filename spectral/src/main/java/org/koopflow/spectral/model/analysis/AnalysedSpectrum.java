package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.spectral.Spectrum;

/**
 * What the spectrum of a model says and how far it may be believed: every mode with its share of
 * the samples and, along the teacher's trajectories, its fidelity and its residual.
 *
 * @param spectrum the spectrum
 * @param modes its modes in that order
 * @param taught the trajectories of the teacher it was measured on; empty where the teacher has no
 *     velocity field
 */
public record AnalysedSpectrum(
    Spectrum spectrum, List<AnalysedMode> modes, Optional<Taught> taught) {
  /**
   * Copies the list.
   *
   * @param spectrum the spectrum
   * @param modes its modes
   * @param taught the teacher's trajectories
   */
  public AnalysedSpectrum {
    modes = List.copyOf(modes);
  }

  /**
   * The figures by name, for {@code metrics.json}.
   *
   * @param count number of modes to list, the leading ones
   * @return {@code observables}, {@code basisCondition} where finite, {@code warnings} and {@code
   *     modes}, each as {@link AnalysedMode#toMap()}
   */
  public Map<String, Object> toMap(int count) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("observables", spectrum.layout().dimension());
    if (Double.isFinite(spectrum.basisCondition())) {
      map.put("basisCondition", spectrum.basisCondition());
    }
    map.put("warnings", spectrum.warnings());
    map.put("modes", modes.stream().limit(count).map(AnalysedMode::toMap).toList());
    return map;
  }
}
