package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.spectral.Editor;
import org.koopflow.spectral.ModeAmplitudes;
import org.koopflow.spectral.ModeEdit;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Edits samples on the way from noise to data.
 *
 * @param noise whole rows
 * @param t time of the edit
 * @param edit the change
 */
public record SampleEdit(Batch noise, double t, ModeEdit edit) implements SpectralAnalysis<Edited> {
  @Override
  public Edited of(SpectralModel model) {
    Editor editor = model.editor();
    ModeAmplitudes before = editor.amplitudes(noise, t);
    ModeAmplitudes after = edit.apply(before);
    Batch plain = editor.sample(noise, t, ModeEdit.NONE);
    return new Edited.Amplitudes(before, after, t).of(model, plain, editor.sample(noise, t, edit));
  }
}
