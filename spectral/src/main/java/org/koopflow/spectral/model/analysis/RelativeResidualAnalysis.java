package org.koopflow.spectral.model.analysis;

import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.spectral.LieDerivative;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * How far the observables all together are from moving linearly along the teacher's trajectories:
 * {@code E |Lie_v g - L Phi|^2 / E |Lie_v g|^2}; 1 is no better than standing still.
 *
 * @param taught trajectories of the teacher
 */
public record RelativeResidualAnalysis(Taught taught) implements SpectralAnalysis<Double> {
  @Override
  public Double of(SpectralModel model) {
    LieDerivative.Moving lifted = model.derivative().at(taught.times(), taught.states());
    Batch linear = Matrix.of(lifted.value()).times(model.flow().generator().transpose()).toBatch();
    double[] expected = model.flow().layout().observables(linear).doubles();
    double[] found = model.flow().layout().observables(lifted.tangent()).doubles();
    double error = 0;
    double size = 0;
    for (int i = 0; i < found.length; i++) {
      error += (found[i] - expected[i]) * (found[i] - expected[i]);
      size += found[i] * found[i];
    }
    return error / size;
  }
}
