package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.spectral.ClassSignatures;
import org.koopflow.spectral.SignatureKind;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * Signatures of classes of data. The lifting is told no class, since a signature it was given would
 * tell nothing.
 *
 * @param data rows as in the data set; their order should not depend on their labels
 * @param labels class of each row, from 0
 * @param kind what a signature consists of
 */
public record SignatureAnalysis(Batch data, int[] labels, SignatureKind kind)
    implements SpectralAnalysis<ClassSignatures> {
  @Override
  public ClassSignatures of(SpectralModel model) {
    return ClassSignatures.of(
        model.spectrum(),
        model.apply(new AmplitudeAnalysis(SampleSet.of(data), FlowTime.DATA)),
        labels,
        kind);
  }
}
