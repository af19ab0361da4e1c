package org.koopflow.spectral.model.analysis;

import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.spectral.ModeShape;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What every mode paints at given states: one shape for each mode, in the coordinates of the flow.
 *
 * @param states whole rows at {@link FlowTime#DATA}
 */
public record ShapeAnalysis(Batch states) implements SpectralAnalysis<List<ModeShape>> {
  @Override
  public List<ModeShape> of(SpectralModel model) {
    return ModeShape.at(
        model.spectrum(), model.tangent(), model.flow().lift(FlowTime.DATA, states));
  }
}
