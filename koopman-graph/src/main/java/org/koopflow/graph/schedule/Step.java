package org.koopflow.graph.schedule;

import java.util.List;
import org.koopflow.graph.Node;
import org.koopflow.graph.Operation;

/**
 * One operation and the memory it works on.
 *
 * @param node what is computed
 * @param operation how it follows from its operands
 * @param operands buffers that hold the node's operands, in their order
 * @param result the buffer to fill; one of those of the operands only if the operation is {@link
 *     Operation#pointwise} and the operand of the result's shape
 */
public record Step(Node node, Operation operation, List<Integer> operands, int result) {
  /**
   * Copies the list.
   *
   * @param node what is computed
   * @param operation how it follows from its operands
   * @param operands buffers that hold the node's operands
   * @param result the buffer to fill
   */
  public Step {
    operands = List.copyOf(operands);
  }
}
