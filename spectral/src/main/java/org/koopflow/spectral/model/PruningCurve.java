package org.koopflow.spectral.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.core.model.OpenModel;
import org.koopflow.parts.metrics.SlicedWasserstein;
import org.koopflow.spectral.PrunedFlow;

/**
 * Quality of smaller models against the number of modes they keep.
 *
 * @param points by growing number of modes; the last one keeps all
 */
public record PruningCurve(List<Point> points) {
  /**
   * Copies the list.
   *
   * @param points by growing number of modes
   */
  public PruningCurve {
    points = List.copyOf(points);
  }

  /**
   * One smaller model.
   *
   * @param modes number of modes kept; a complex pair is one
   * @param observables dimensions they take
   * @param operatorParameters numbers in the generator that moves them
   * @param operatorShare these relative to the generator of all modes
   * @param relativeError root mean square distance of its samples from those of the whole model
   *     from the same noise, relative to the spread of the latter
   * @param slicedWasserstein distance of its samples from those of the whole model as sets, in the
   *     coordinates of the data
   */
  public record Point(
      int modes,
      int observables,
      long operatorParameters,
      double operatorShare,
      double relativeError,
      double slicedWasserstein) {
    /**
     * What the point says, by name.
     *
     * @return a tree to be written as JSON
     */
    public Map<String, Object> toMap() {
      Map<String, Object> map = new java.util.LinkedHashMap<>();
      map.put("modes", modes);
      map.put("observables", observables);
      map.put("operatorParameters", operatorParameters);
      map.put("operatorShare", operatorShare);
      map.put("relativeError", relativeError);
      map.put("slicedWasserstein", slicedWasserstein);
      return map;
    }
  }

  static PruningCurve measure(SpectralModel spectral, int count, long seed) {
    OpenModel model = spectral.model();
    int all = spectral.spectrum().modes().size();
    long whole = parameters(spectral.spectrum().layout().observables());
    Batch noise = model.noise(count, seed + 1);
    Batch expected = samples(model, model.flow(), noise);
    SlicedWasserstein sliced =
        SlicedWasserstein.fixed(
            expected.columns(), model.model().experiment().evaluation().directions());
    List<Point> points = new ArrayList<>();
    for (int modes = 1; ; modes = Math.min(all, 2 * modes)) {
      PrunedFlow pruned = spectral.pruned(modes, count, seed);
      PrunedFlow.Quality quality = pruned.quality(noise);
      long parameters = parameters(quality.observables());
      points.add(
          new Point(
              modes,
              quality.observables(),
              parameters,
              (double) parameters / whole,
              quality.relativeError(),
              sliced.between(samples(model, pruned, noise), expected)));
      if (modes == all) {
        return new PruningCurve(points);
      }
    }
  }

  /** Of {@code dg/dt = b + a t + A g}. */
  private static long parameters(long observables) {
    return observables * observables + 2 * observables;
  }

  private static Batch samples(
      OpenModel model, org.koopflow.api.koopman.LinearFlow flow, Batch noise) {
    return model.toData(flow.transport(noise, FlowTime.NOISE, FlowTime.DATA).to(noise.precision()));
  }
}
