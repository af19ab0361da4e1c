package org.koopflow.spectral.model.analysis;

import java.util.List;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How far every eigenfunction is from being one, at the points of the teacher's trajectories: one
 * figure for each mode, in the order of the spectrum.
 *
 * @param taught trajectories of the teacher
 */
public record ResidualAnalysis(Taught taught) implements SpectralAnalysis<List<ModeResidual>> {
  @Override
  public List<ModeResidual> of(SpectralModel model) {
    return ModeResidual.measure(
        model.spectrum(), model.derivative(), taught.times(), taught.states());
  }
}
