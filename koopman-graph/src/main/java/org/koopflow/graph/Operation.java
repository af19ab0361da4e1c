package org.koopflow.graph;

/**
 * What a node computes from its operands, as data: its kind, its attributes, and what reverse-mode
 * differentiation makes of it. How it is computed is left to an {@link OperationVisitor}.
 */
public sealed interface Operation extends Origin
    permits Arithmetic,
        Pointwise,
        WithNumber,
        Product,
        Convolving,
        Reduction,
        Rearrangement,
        ByRows {
  /**
   * Says which operation this is.
   *
   * @param <R> what the visitor makes of operations
   * @param visitor is called back with this operation
   * @return what the visitor returned
   */
  <R> R accept(OperationVisitor<R> visitor);

  /**
   * The gradient that reaches an operand, written down in operations of the same trace.
   *
   * @param result a node with this operation
   * @param operand which of its operands
   * @param gradient gradient of the loss with respect to the result, of the result's shape
   * @return gradient with respect to the operand, of the operand's shape
   * @throws IllegalStateException if it is not {@link #differentiable}, or the trace has ended
   */
  Node pullBack(Node result, int operand, Node gradient);

  /**
   * Whether a gradient flows through it.
   *
   * @return true unless an operation says otherwise
   */
  default boolean differentiable() {
    return true;
  }

  /**
   * Whether entry i of the result depends on entry i of an operand alone, so that the result may
   * take the place of an operand of its shape.
   *
   * @return false unless an operation says so
   */
  default boolean pointwise() {
    return false;
  }
}
