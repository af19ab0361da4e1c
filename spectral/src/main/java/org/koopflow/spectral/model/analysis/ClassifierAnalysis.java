package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.spectral.SignatureComparison;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How well a linear classifier tells classes apart by their signatures, beside the same classifier
 * on as many principal components of the data: accuracies on rows held out.
 *
 * @param data rows as in the data set; their order should not depend on their labels
 * @param labels class of each row, from 0
 * @param modes number of modes in a signature, the first of the spectrum
 */
public record ClassifierAnalysis(Batch data, int[] labels, int modes)
    implements SpectralAnalysis<SignatureComparison> {
  @Override
  public SignatureComparison of(SpectralModel model) {
    return SignatureComparison.of(
        model.spectrum(),
        model.apply(new AmplitudeAnalysis(SampleSet.of(data), FlowTime.DATA)),
        labels,
        data,
        modes);
  }
}
