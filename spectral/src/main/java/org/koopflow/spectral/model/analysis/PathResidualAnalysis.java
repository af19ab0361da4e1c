package org.koopflow.spectral.model.analysis;

import java.util.List;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.TrainingRows;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.ModeResidual;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How far every eigenfunction is from being one, at points of the path the teacher was fitted on:
 * one figure for each mode, in the order of the spectrum.
 *
 * @param data whole rows in the coordinates of the flow
 * @param count number of points
 * @param seed determines them
 */
public record PathResidualAnalysis(Batch data, int count, long seed)
    implements SpectralAnalysis<List<ModeResidual>> {
  @Override
  public List<ModeResidual> of(SpectralModel model) {
    OpenModel open = model.model();
    RandomGenerator random = new RandomStreams(seed).stream("spectral/points");
    TrainingRows rows = open.model().domain().training(data);
    PathBatch points = open.teacher().path(open.model().teacher().averaged(), rows, count, random);
    return ModeResidual.measure(model.spectrum(), model.derivative(), points.t(), points.x());
  }
}
