package org.koopflow.spectral.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.FlowTime;
import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.Spectrum;

/**
 * What the spectrum of a model says and how far it may be believed: every mode with its share of
 * the samples and, along the teacher's trajectories, its fidelity and its residual.
 *
 * @param spectrum the spectrum, the mode that carries most first
 * @param modes its modes in that order
 * @param taught the trajectories of the teacher it was measured on; empty where the teacher has no
 *     velocity field
 */
public record SpectralAnalysis(
    Spectrum spectrum, List<AnalysedMode> modes, Optional<SpectralModel.Taught> taught) {
  /**
   * Copies the list.
   *
   * @param spectrum the spectrum
   * @param modes its modes
   * @param taught the teacher's trajectories
   */
  public SpectralAnalysis {
    modes = List.copyOf(modes);
  }

  /**
   * Measures a model.
   *
   * @param model the analysis of it whose modes are in the order wanted, as {@link
   *     SpectralModel#leading} gives them
   * @param count number of samples and of trajectories
   * @param seed determines their noise
   * @return every mode with its figures
   */
  public static SpectralAnalysis of(SpectralModel model, int count, long seed) {
    return of(
        model,
        count,
        seed,
        model.hasVelocity() ? Optional.of(model.teach(count, seed)) : Optional.empty());
  }

  /** The same along trajectories that are at hand. */
  static SpectralAnalysis of(
      SpectralModel model, int count, long seed, Optional<SpectralModel.Taught> taught) {
    Optional<List<ModeFidelity>> fidelity = taught.map(model::fidelity);
    Optional<List<ModeResidual>> residuals = taught.map(model::residuals);
    var flow = model.model().flow();
    var start = flow.lift(FlowTime.NOISE, model.model().noise(count, seed));
    double[] share = new double[model.spectrum().modes().size()];
    new Contributions(flow, model.spectrum())
        .ofVariance(flow.advance(start, FlowTime.DATA - FlowTime.NOISE))
        .forEach(each -> share[each.mode().index()] = each.share());
    List<AnalysedMode> modes = new ArrayList<>();
    for (Mode mode : model.spectrum().modes()) {
      modes.add(
          new AnalysedMode(
              mode,
              share[mode.index()],
              fidelity.map(all -> all.get(mode.index())),
              residuals.map(all -> all.get(mode.index()))));
    }
    return new SpectralAnalysis(model.spectrum(), modes, taught);
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
