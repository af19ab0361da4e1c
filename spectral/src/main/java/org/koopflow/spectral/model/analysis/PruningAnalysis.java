package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.core.model.OpenModel;
import org.koopflow.spectral.PrunedFlow;
import org.koopflow.spectral.model.SpectralAnalysis;
import org.koopflow.spectral.model.SpectralModel;

/**
 * What smaller models are worth that keep the first 1, 2, 4 and so on modes, and all. They are
 * judged by the first metric of the experiment that asks for nothing but samples, with those of the
 * whole model in place of the data.
 *
 * @param count number of samples to take the means of dropped modes from, and to judge on
 * @param seed determines the noise of the former; that of the latter is the next seed's
 */
public record PruningAnalysis(int count, long seed) implements SpectralAnalysis<PruningCurve> {
  /**
   * Measures it.
   *
   * @param model the whole model
   * @return one point for each number of modes
   * @throws IllegalArgumentException if a mode is ill-conditioned, so that none can be dropped
   */
  @Override
  public PruningCurve of(SpectralModel model) {
    OpenModel open = model.model();
    Batch noise = open.noise(count, seed + 1);
    Batch expected = samples(open, model.flow(), noise);
    try (Yardstick yardstick = Yardstick.of(model, expected, seed)) {
      return curve(model, noise, yardstick);
    }
  }

  private PruningCurve curve(SpectralModel model, Batch noise, Yardstick yardstick) {
    int all = model.spectrum().modes().size();
    long whole = parameters(model.spectrum().layout().observables());
    List<PruningCurve.Point> points = new ArrayList<>();
    for (int modes = 1; ; modes = Math.min(all, 2 * modes)) {
      PrunedFlow pruned = model.apply(new FlowPruning(modes, count, seed));
      PrunedFlow.Quality quality = pruned.quality(noise);
      long parameters = parameters(quality.observables());
      Batch samples = samples(model.model(), pruned, noise);
      points.add(
          new PruningCurve.Point(
              modes,
              quality.observables(),
              parameters,
              (double) parameters / whole,
              quality.relativeError(),
              yardstick.of(samples)));
      if (modes == all) {
        return new PruningCurve(yardstick.figure(), points);
      }
    }
  }

  /** Of {@code dg/dt = b + a t + A g}. */
  private static long parameters(long observables) {
    return observables * observables + 2 * observables;
  }

  private static Batch samples(OpenModel model, LinearFlow flow, Batch noise) {
    return model.toData(flow.transport(noise, FlowTime.NOISE, FlowTime.DATA).to(noise.precision()));
  }
}
