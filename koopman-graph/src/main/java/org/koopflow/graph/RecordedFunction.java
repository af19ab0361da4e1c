package org.koopflow.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.tensor.TensorFunction;

/**
 * A function of tensors as a graph.
 *
 * @param outputs its outputs by name, in the function's order
 */
public record RecordedFunction(Map<String, Node> outputs) {
  /**
   * Copies the map, keeping its order.
   *
   * @param outputs its outputs by name
   */
  public RecordedFunction {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * Records a function.
   *
   * @param function the function, which is called once
   * @param sizes shapes of its parameters and inputs
   * @return the recorded function
   * @throws IllegalStateException if the function gives tensors of another computation
   */
  public static RecordedFunction of(TensorFunction function, Sizes sizes) {
    Trace trace = new Trace(sizes);
    Map<String, Node> outputs = new LinkedHashMap<>();
    function
        .apply(trace, trace.inputs())
        .forEach((name, tensor) -> outputs.put(name, trace.own(tensor)));
    trace.end();
    return new RecordedFunction(outputs);
  }

  /**
   * What is computed for the outputs.
   *
   * @return the graph whose results are the outputs
   */
  public Graph graph() {
    return Graph.of(outputs.values());
  }
}
