package org.koopflow.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;

/**
 * What a recorded function depends on besides the function itself: it serves all numbers of these
 * sizes.
 *
 * @param parameters shapes of all parameters by name
 * @param inputs shapes of all inputs by name
 */
public record Sizes(Map<String, Shape> parameters, Map<String, Shape> inputs) {
  /**
   * Copies the maps, keeping their order.
   *
   * @param parameters shapes of all parameters by name
   * @param inputs shapes of all inputs by name
   */
  public Sizes {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /**
   * The sizes of some numbers.
   *
   * @param parameters values of all parameters by name
   * @param inputs values of all inputs by name
   * @return their sizes
   * @throws IllegalArgumentException if one of them has no rows or no columns
   */
  public static Sizes of(Map<String, Batch> parameters, Map<String, Batch> inputs) {
    return new Sizes(shapes(parameters), shapes(inputs));
  }

  /**
   * The same parameters with other inputs.
   *
   * @param values values of all inputs by name
   * @return their sizes
   * @throws IllegalArgumentException if one of them has no rows or no columns
   */
  public Sizes withInputs(Map<String, Batch> values) {
    return new Sizes(parameters, shapes(values));
  }

  private static Map<String, Shape> shapes(Map<String, Batch> values) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    values.forEach((name, value) -> shapes.put(name, new Shape(value.rows(), value.columns())));
    return shapes;
  }
}
