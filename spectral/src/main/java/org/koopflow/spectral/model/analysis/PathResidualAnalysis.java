package org.koopflow.spectral.model.analysis;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How far every eigenfunction is from being one, at points of the path the teacher was fitted on:
 * one figure for each mode, in the order of the spectrum.
 *
 * @param data rows in the coordinates of the flow
 * @param count number of points
 * @param seed determines them
 */
public record PathResidualAnalysis(Batch data, int count, long seed)
    implements SpectralAnalysis<List<ModeResidual>> {
  @Override
  public List<ModeResidual> of(SpectralModel model) {
    PathBatch points =
        model
            .model()
            .teacher()
            .path(data, count, new RandomStreams(seed).stream("spectral/points"));
    return ModeResidual.measure(model.spectrum(), model.derivative(), points.t(), points.x());
  }
}
