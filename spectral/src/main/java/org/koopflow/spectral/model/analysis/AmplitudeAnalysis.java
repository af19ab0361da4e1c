package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Mode amplitudes of data, carried back to an earlier time by the linear flow: rows x modes.
 *
 * @param data rows as in the data set, with their classes if they have any
 * @param t the time
 */
public record AmplitudeAnalysis(SampleSet data, double t)
    implements SpectralAnalysis<ModeAmplitudes> {
  @Override
  public ModeAmplitudes of(SpectralModel model) {
    Batch z = model.flow().lift(FlowTime.DATA, model.toFlow(data));
    return model
        .eigenfunctions()
        .of(t == FlowTime.DATA ? z : model.flow().advance(z, FlowTime.require(t) - FlowTime.DATA));
  }
}
