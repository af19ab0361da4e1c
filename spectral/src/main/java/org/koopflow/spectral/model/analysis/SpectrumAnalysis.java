package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.koopflow.spectral.Mode;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Every mode with its share of the samples and, where the teacher has a velocity field, with its
 * fidelity and its residual along trajectories.
 *
 * @param count number of samples and of trajectories
 * @param seed determines their noise
 */
public record SpectrumAnalysis(int count, long seed) implements SpectralAnalysis<AnalysedSpectrum> {
  @Override
  public AnalysedSpectrum of(SpectralModel model) {
    return along(
        model,
        model.hasVelocity()
            ? Optional.of(model.apply(new TeacherTrajectories(count, seed)))
            : Optional.empty());
  }

  /** The same along trajectories that are at hand. */
  AnalysedSpectrum along(SpectralModel model, Optional<Taught> taught) {
    Optional<List<ModeFidelity>> fidelity =
        taught.map(each -> model.apply(new FidelityAnalysis(each)));
    Optional<List<ModeResidual>> residuals =
        taught.map(each -> model.apply(new ResidualAnalysis(each)));
    double[] share = model.apply(new ShareAnalysis(count, seed));
    List<AnalysedMode> modes = new ArrayList<>();
    for (Mode mode : model.spectrum().modes()) {
      modes.add(
          new AnalysedMode(
              mode,
              share[mode.index()],
              fidelity.map(all -> all.get(mode.index())),
              residuals.map(all -> all.get(mode.index()))));
    }
    return new AnalysedSpectrum(model.spectrum(), modes, taught);
  }
}
