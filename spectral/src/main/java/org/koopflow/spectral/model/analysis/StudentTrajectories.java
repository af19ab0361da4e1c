package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.Selection;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Trajectories of the linear flow, decoded at each time.
 *
 * @param noise where they start, whole rows
 * @param times ascending times to record states at
 */
public record StudentTrajectories(Batch noise, double[] times)
    implements SpectralAnalysis<Trajectory> {
  @Override
  public Trajectory of(SpectralModel model) {
    return model.model().sampler(Selection.of("koopman")).sample(noise, times);
  }
}
