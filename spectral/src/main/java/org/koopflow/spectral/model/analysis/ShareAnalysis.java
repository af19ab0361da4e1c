package org.koopflow.spectral.model.analysis;

import org.koopflow.spectral.Contributions;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What every mode carries of the variance of samples, as {@link Contributions.Share} has it: one
 * figure for each mode, in the order of the spectrum.
 *
 * @param count number of samples
 * @param seed determines their noise
 */
public record ShareAnalysis(int count, long seed) implements SpectralAnalysis<double[]> {
  @Override
  public double[] of(SpectralModel model) {
    Contributions contributions = model.contributions();
    return contributions.shares(contributions.lifted(model.model().noise(count, seed)));
  }
}
