package org.koopflow.graph;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;

/** Operations that move entries and compute nothing, but for sums of those that meet. */
public sealed interface Rearrangement extends Operation {
  /** Exchanges rows and columns. */
  record Transpose() implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.transpose(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.transpose();
    }
  }

  /**
   * Reads the same entries, row by row, in another shape.
   *
   * @param shape the shape
   */
  record Reshape(Shape shape) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.reshape(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.reshape(result.operand(0).shape());
    }
  }

  /**
   * Repeats rows or columns of length 1.
   *
   * @param shape the shape to which the operand broadcasts
   */
  record Broadcast(Shape shape) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.broadcast(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return Arithmetic.summed(gradient, result.operand(0).shape());
    }
  }

  /**
   * A contiguous part.
   *
   * @param axis the axis that is cut
   * @param from first index kept
   * @param to index after the last one kept
   */
  record Slice(Axis axis, int from, int to) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.slice(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.pad(axis, from, result.operand(0).shape().along(axis));
    }
  }

  /**
   * Zeros around a part: what {@link Slice} does to gradients.
   *
   * @param axis the axis that grows
   * @param from index at which the part begins
   * @param length length of the axis with the zeros
   */
  record Pad(Axis axis, int from, int length) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.pad(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.slice(axis, from, from + result.operand(0).shape().along(axis));
    }
  }

  /**
   * Rows or columns in any order, as often as wanted, and zeros.
   *
   * @param axis the axis along which they lie
   * @param indices which are taken
   */
  record Take(Axis axis, Indices indices) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.take(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.scatter(axis, indices, result.operand(0).shape().along(axis));
    }
  }

  /**
   * Puts rows or columns where {@link Take} took them, added up where it took one more than once,
   * and zeros where it took none: what {@link Take} does to gradients.
   *
   * @param axis the axis along which they lie
   * @param indices where each of the operand's rows or columns goes, if anywhere
   * @param length length of the axis of the result
   */
  record Scatter(Axis axis, Indices indices, int length) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.scatter(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return gradient.take(axis, indices);
    }
  }

  /**
   * Puts tensors behind one another.
   *
   * @param axis the axis along which they are put
   */
  record Concatenate(Axis axis) implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.concatenate(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      int from = 0;
      for (int i = 0; i < operand; i++) {
        from += result.operand(i).shape().along(axis);
      }
      return gradient.slice(axis, from, from + result.operand(operand).shape().along(axis));
    }
  }

  /** The same value, through which no gradient flows. */
  record Hold() implements Rearrangement {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.hold(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      throw new IllegalStateException("no gradient flows through a value that is held constant");
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public boolean pointwise() {
      return true;
    }
  }
}
