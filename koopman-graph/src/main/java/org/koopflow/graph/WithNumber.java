package org.koopflow.graph;

/** Elementwise operations with a number known when a function is recorded. */
public sealed interface WithNumber extends Operation {
  /**
   * The number.
   *
   * @return a number of double precision; a backend rounds it to its own
   */
  double value();

  @Override
  default boolean pointwise() {
    return true;
  }

  /**
   * Adds a number.
   *
   * @param value the number
   */
  record Add(double value) implements WithNumber {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.add(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient;
    }
  }

  /**
   * Multiplies by a number.
   *
   * @param value the number
   */
  record Multiply(double value) implements WithNumber {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.multiply(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.multiply(value);
    }
  }
}
