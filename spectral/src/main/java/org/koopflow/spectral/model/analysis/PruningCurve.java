package org.koopflow.spectral.model.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.metric.Figure;

/**
 * Quality of smaller models against the number of modes they keep.
 *
 * @param figure what the samples are judged by, with its unit and which way it improves
 * @param points by growing number of modes; the last one keeps all
 */
public record PruningCurve(Figure figure, List<Point> points) {
  /**
   * Copies the list.
   *
   * @param figure what the samples are judged by
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
   * @param quality the figure of its samples beside those of the whole model as sets, in the
   *     coordinates of the data
   */
  public record Point(
      int modes,
      int observables,
      long operatorParameters,
      double operatorShare,
      double relativeError,
      double quality) {
    /**
     * What the point says, by name.
     *
     * @param figure what the quality is called by
     * @return a tree to be written as JSON
     */
    public Map<String, Object> toMap(Figure figure) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("modes", modes);
      map.put("observables", observables);
      map.put("operatorParameters", operatorParameters);
      map.put("operatorShare", operatorShare);
      map.put("relativeError", relativeError);
      map.put(figure.key(), quality);
      return map;
    }
  }
}
