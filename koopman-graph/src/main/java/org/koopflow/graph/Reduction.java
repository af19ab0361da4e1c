package org.koopflow.graph;

import org.koopflow.api.tensor.Axis;

/** Operations that shrink an axis to length 1. */
public sealed interface Reduction extends Operation {
  /**
   * The axis that shrinks.
   *
   * @return the axis
   */
  Axis axis();

  /**
   * The sum along an axis.
   *
   * @param axis the axis that shrinks
   */
  record Sum(Axis axis) implements Reduction {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.sum(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.broadcastTo(result.operand(0).shape());
    }
  }

  /**
   * The largest entry along an axis; where there are several they share the gradient.
   *
   * @param axis the axis that shrinks
   */
  record Largest(Axis axis) implements Reduction {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.largest(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      Node x = result.operand(0);
      Node at = result.subtract(x).step().negate().add(1);
      return at.multiply(gradient.divide(at.sum(axis)));
    }
  }
}
