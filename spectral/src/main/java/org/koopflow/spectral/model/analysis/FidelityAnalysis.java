package org.koopflow.spectral.model.analysis;

import java.util.List;
import org.koopflow.spectral.ModeFidelity;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How truly every mode evolves: one figure for each, in the order of the spectrum.
 *
 * @param taught trajectories of the teacher
 */
public record FidelityAnalysis(Taught taught) implements SpectralAnalysis<List<ModeFidelity>> {
  @Override
  public List<ModeFidelity> of(SpectralModel model) {
    return ModeFidelity.measure(
        model.flow(), model.spectrum(), taught.noise(), taught.trajectory());
  }
}
