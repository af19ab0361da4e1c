package org.koopflow.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.tensor.Shape;

/** Reverse-mode differentiation: writes the gradient of a loss down behind the loss. */
public final class ReverseMode {
  /** Size of a loss. */
  static final Shape SCALAR = new Shape(1, 1);

  private ReverseMode() {}

  /**
   * Adds the gradient of a loss to its trace.
   *
   * @param loss the loss, 1 x 1
   * @return gradients by parameter, of those that move the loss
   * @throws IllegalArgumentException if the loss is not 1 x 1
   * @throws IllegalStateException if its trace has ended, or its sizes are symbolic
   */
  public static Map<String, Node> gradients(Node loss) {
    if (!loss.shape().equals(SCALAR)) {
      throw new IllegalArgumentException("a loss is 1 x 1, got " + loss.shape());
    }
    Map<String, Node> gradients = new LinkedHashMap<>();
    if (!loss.varies()) {
      return gradients;
    }
    Trace trace = loss.trace();
    if (trace.sizes().isSymbolic()) {
      throw unknownRows();
    }
    // Operands are written before results, so running backward meets a node after all its uses.
    Node[] adjoints = new Node[loss.number() + 1];
    adjoints[loss.number()] = trace.filled(SCALAR, 1);
    for (int i = loss.number(); i >= 0; i--) {
      Node node = trace.node(i);
      Node gradient = adjoints[i];
      if (gradient == null) {
        continue;
      }
      if (node.origin() instanceof Leaf.Parameter parameter) {
        gradients.put(parameter.name(), gradient);
      } else if (node.origin() instanceof Operation operation) {
        pullBack(operation, node, gradient, adjoints);
      }
    }
    return gradients;
  }

  static IllegalStateException unknownRows() {
    return new IllegalStateException(
        "a gradient is written down when the number of rows is known: write the loss for a number"
            + " of them first");
  }

  private static void pullBack(Operation operation, Node node, Node gradient, Node[] adjoints) {
    List<Node> operands = node.operands();
    for (int k = 0; k < operands.size(); k++) {
      Node operand = operands.get(k);
      if (operand.varies()) {
        Node part = operation.pullBack(node, k, gradient);
        Node sum = adjoints[operand.number()];
        adjoints[operand.number()] = sum == null ? part : sum.add(part);
      }
    }
  }
}
