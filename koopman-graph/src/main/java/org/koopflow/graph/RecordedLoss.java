package org.koopflow.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.tensor.LossFunction;

/**
 * A loss and its gradient as one graph.
 *
 * @param total the loss, 1 x 1
 * @param reported the figures reported beside it by name, each 1 x 1
 * @param gradients gradients by parameter, of those that move the loss; those of all others are
 *     zero
 */
public record RecordedLoss(Node total, Map<String, Node> reported, Map<String, Node> gradients) {
  /**
   * Copies the maps, keeping their order.
   *
   * @param total the loss
   * @param reported the figures reported beside it by name
   * @param gradients gradients by parameter
   */
  public RecordedLoss {
    reported = Collections.unmodifiableMap(new LinkedHashMap<>(reported));
    gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
  }

  /**
   * Records a loss with its gradient.
   *
   * @param loss the loss, which is called once
   * @param sizes shapes of its parameters and inputs, all of them known; for any number of rows see
   *     {@link SymbolicLoss}
   * @return the recorded loss
   * @throws IllegalArgumentException if the loss or a figure beside it is not 1 x 1
   * @throws IllegalStateException if the loss gives tensors of another computation, or the sizes
   *     are symbolic
   */
  public static RecordedLoss of(LossFunction loss, Sizes sizes) {
    Trace trace = new Trace(sizes);
    return in(trace, loss.apply(trace, trace.inputs()));
  }

  /** Writes the gradient down behind what a loss has written, and ends the trace. */
  static RecordedLoss in(Trace trace, LossFunction.Loss built) {
    SymbolicLoss loss = SymbolicLoss.in(trace, built);
    Map<String, Node> gradients = ReverseMode.gradients(loss.total());
    trace.end();
    return new RecordedLoss(loss.total(), loss.reported(), gradients);
  }

  /**
   * What is computed for the loss, the figures and the gradient.
   *
   * @return the graph whose results they are
   */
  public Graph graph() {
    List<Node> results = new ArrayList<>(reported.values());
    results.add(total);
    results.addAll(gradients.values());
    return Graph.of(results);
  }
}
