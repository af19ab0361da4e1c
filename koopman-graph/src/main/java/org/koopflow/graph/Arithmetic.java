package org.koopflow.graph;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;

/** Elementwise operations of two tensors, with broadcasting. */
public enum Arithmetic implements Operation {
  /** Sum. */
  ADD {
    @Override
    Node pullBack(boolean left, Node a, Node b, Node y, Node g) {
      return g;
    }
  },
  /** The first operand less the second. */
  SUBTRACT {
    @Override
    Node pullBack(boolean left, Node a, Node b, Node y, Node g) {
      return left ? g : g.negate();
    }
  },
  /** Product entry by entry. */
  MULTIPLY {
    @Override
    Node pullBack(boolean left, Node a, Node b, Node y, Node g) {
      return g.multiply(left ? b : a);
    }
  },
  /** The first operand by the second. */
  DIVIDE {
    @Override
    Node pullBack(boolean left, Node a, Node b, Node y, Node g) {
      return left ? g.divide(b) : g.multiply(y).divide(b).negate();
    }
  };

  /** The gradient of one operand of y = a op b, before what was broadcast is summed. */
  abstract Node pullBack(boolean left, Node a, Node b, Node y, Node g);

  @Override
  public Node pullBack(Node result, int operand, Node gradient) {
    Node full = pullBack(operand == 0, result.operand(0), result.operand(1), result, gradient);
    return summed(full, result.operand(operand).shape());
  }

  /** Sums along the axes that broadcasting has stretched. */
  static Node summed(Node gradient, Shape shape) {
    Node sum = gradient;
    if (shape.columns() == 1 && sum.shape().columns() > 1) {
      sum = sum.sum(Axis.COLUMNS);
    }
    if (shape.rows() == 1 && sum.shape().rows() > 1) {
      sum = sum.sum(Axis.ROWS);
    }
    return sum;
  }

  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.arithmetic(this);
  }

  @Override
  public boolean pointwise() {
    return true;
  }
}
