package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.spectral.Inversion;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Data to noise and back, beside the teacher's adaptive solver where it has a velocity field.
 *
 * @param states rows of data in the coordinates of the flow
 */
public record RoundTripAnalysis(Batch states) implements SpectralAnalysis<Inversion.RoundTrip> {
  @Override
  public Inversion.RoundTrip of(SpectralModel model) {
    return model.hasVelocity()
        ? model
            .inversion()
            .roundTrip(states, model.model().velocity(), field -> AdaptiveSolver.of(model, field))
        : model.inversion().roundTrip(states);
  }
}
