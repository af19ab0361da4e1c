package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Edits rows of data. They come out, before and after, as the flow can show them: without what a
 * transform such as principal components leaves out.
 *
 * @param data rows as in the data set, with their classes if they have any
 * @param edit the change
 */
public record DataEdit(SampleSet data, ModeEdit edit) implements SpectralAnalysis<Edited> {
  @Override
  public Edited of(SpectralModel model) {
    Batch x = model.toFlow(data);
    ModeAmplitudes before = model.eigenfunctions().at(FlowTime.DATA, x);
    ModeAmplitudes after = edit.apply(before);
    return new Edited.Amplitudes(before, after, FlowTime.DATA)
        .of(model, x, model.editor().data(x, edit));
  }
}
