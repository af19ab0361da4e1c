package org.koopflow.spectral.model.analysis;

import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * The model with its first modes alone, in memory; it lives as long as the opened one.
 *
 * @param modes number of modes to keep
 * @param count number of samples to take the means of the others from
 * @param seed determines their noise
 */
public record FlowPruning(int modes, int count, long seed) implements SpectralAnalysis<PrunedFlow> {
  @Override
  public PrunedFlow of(SpectralModel model) {
    return PrunedFlow.keep(
        model.flow(),
        model.spectrum(),
        modes,
        model.model().noise(count, seed),
        model
            .plugins()
            .create(
                ExponentialProvider.class,
                model.model().model().experiment().exponential(),
                ExponentialContext.DENSE));
  }
}
