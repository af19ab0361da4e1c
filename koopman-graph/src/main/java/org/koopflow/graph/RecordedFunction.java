package org.koopflow.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.tensor.Tensor;
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
   * @param sizes shapes of its parameters and inputs, which may be symbolic
   * @return the recorded function
   * @throws IllegalStateException if the function gives tensors of another computation, or asks for
   *     a number of rows that is not known
   * @throws IllegalArgumentException if it does not do for the sizes
   */
  public static RecordedFunction of(TensorFunction function, Sizes sizes) {
    Trace trace = new Trace(sizes);
    return in(trace, function.apply(trace, trace.inputs()));
  }

  private static RecordedFunction in(Trace trace, Map<String, ? extends Tensor> outputs) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    outputs.forEach((name, tensor) -> nodes.put(name, trace.own(tensor)));
    trace.end();
    return new RecordedFunction(nodes);
  }

  /**
   * The function for a number of rows, if it was recorded for any: what recording it for that
   * number gives, but the function is not called.
   *
   * @param rows what R is, at least 1
   * @return the recorded function, of known sizes
   * @throws IllegalArgumentException if an operation does not fit this number of rows
   */
  public RecordedFunction at(int rows) {
    if (outputs.isEmpty()) {
      return this;
    }
    Replay replay = new Replay(outputs.values().iterator().next().trace(), rows);
    return in(replay.trace(), replay.of(outputs));
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
