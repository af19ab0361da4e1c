package org.koopflow.backend.nd4j;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A matrix that a plan will hold: the result of an operation written down in a trace. Sizes are
 * checked here, when the operation is called.
 */
final class PlannedTensor implements Tensor {
  private final Trace trace;
  private final int number;
  private final Operation operation;
  private final List<PlannedTensor> operands;
  private final Shape shape;
  private final boolean varies;

  PlannedTensor(
      Trace trace,
      int number,
      Operation operation,
      List<PlannedTensor> operands,
      Shape shape,
      boolean varies) {
    this.trace = trace;
    this.number = number;
    this.operation = operation;
    this.operands = operands;
    this.shape = shape;
    this.varies = varies;
  }

  Trace trace() {
    return trace;
  }

  /** Place in the order of writing; operands have smaller numbers. */
  int number() {
    return number;
  }

  Operation operation() {
    return operation;
  }

  List<PlannedTensor> operands() {
    return operands;
  }

  /** Whether a gradient has to come through here to reach a parameter. */
  boolean varies() {
    return varies;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  private PlannedTensor elementwise(Arithmetic arithmetic, Tensor other) {
    PlannedTensor right = trace.own(other);
    Shape size = shape.broadcast(right.shape);
    return trace.apply(arithmetic, size, small(right.shape, size), right.small(shape, size));
  }

  /** What was repeated for this operation alone need not be: it broadcasts by itself. */
  private PlannedTensor small(Shape other, Shape size) {
    if (operation instanceof Rearrangement.Broadcast) {
      PlannedTensor source = operands.get(0);
      if (other.equals(size)) {
        return source;
      }
    }
    return this;
  }

  private PlannedTensor map(Operation function) {
    return trace.apply(function, shape, this);
  }

  @Override
  public PlannedTensor add(Tensor other) {
    return elementwise(Arithmetic.ADD, other);
  }

  @Override
  public PlannedTensor subtract(Tensor other) {
    return elementwise(Arithmetic.SUBTRACT, other);
  }

  @Override
  public PlannedTensor multiply(Tensor other) {
    return elementwise(Arithmetic.MULTIPLY, other);
  }

  @Override
  public PlannedTensor divide(Tensor other) {
    return elementwise(Arithmetic.DIVIDE, other);
  }

  @Override
  public PlannedTensor add(double value) {
    return map(new WithNumber.Add(value));
  }

  @Override
  public PlannedTensor multiply(double value) {
    return map(new WithNumber.Multiply(value));
  }

  @Override
  public PlannedTensor negate() {
    return multiply(-1);
  }

  @Override
  public PlannedTensor square() {
    return map(Pointwise.SQUARE);
  }

  @Override
  public PlannedTensor matmul(Tensor other) {
    PlannedTensor right = trace.own(other);
    Shape product = shape.matmul(right.shape);
    boolean turnLeft = operation instanceof Rearrangement.Transpose;
    boolean turnRight = right.operation instanceof Rearrangement.Transpose;
    return trace.apply(
        new Product(turnLeft, turnRight),
        product,
        turnLeft ? operands.get(0) : this,
        turnRight ? right.operands.get(0) : right);
  }

  @Override
  public PlannedTensor transpose() {
    trace.requireOpen();
    return operation instanceof Rearrangement.Transpose
        ? operands.get(0)
        : trace.apply(new Rearrangement.Transpose(), shape.transpose(), this);
  }

  @Override
  public PlannedTensor linear(Tensor weight, Tensor bias) {
    PlannedTensor product = matmul(trace.own(weight).transpose());
    int outputs = product.shape().columns();
    if (!bias.shape().equals(new Shape(1, outputs))) {
      throw new IllegalArgumentException(
          "the bias of a layer with "
              + outputs
              + " outputs is 1 x "
              + outputs
              + ", got "
              + bias.shape());
    }
    return product.add(bias);
  }

  @Override
  public PlannedTensor exp() {
    return map(Pointwise.EXP);
  }

  @Override
  public PlannedTensor log() {
    return map(Pointwise.LOG);
  }

  @Override
  public PlannedTensor sin() {
    return map(Pointwise.SIN);
  }

  @Override
  public PlannedTensor cos() {
    return map(Pointwise.COS);
  }

  @Override
  public PlannedTensor sqrt() {
    return map(Pointwise.SQRT);
  }

  @Override
  public PlannedTensor tanh() {
    return map(Pointwise.TANH);
  }

  @Override
  public PlannedTensor sigmoid() {
    return map(Pointwise.SIGMOID);
  }

  @Override
  public PlannedTensor abs() {
    return map(Pointwise.ABS);
  }

  @Override
  public PlannedTensor relu() {
    return map(Pointwise.RELU);
  }

  /** 1 where positive, 0 elsewhere, held constant in differentiation. */
  PlannedTensor step() {
    return map(Pointwise.STEP);
  }

  /** -1, 0 or 1, held constant in differentiation. */
  PlannedTensor sign() {
    return map(Pointwise.SIGN);
  }

  @Override
  public PlannedTensor sum(Axis axis) {
    return trace.apply(new Reduction.Sum(axis), shape.with(axis, 1), this);
  }

  @Override
  public PlannedTensor max(Axis axis) {
    return trace.apply(new Reduction.Largest(axis), shape.with(axis, 1), this);
  }

  @Override
  public PlannedTensor concatenate(Axis axis, List<Tensor> others) {
    Axis across = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
    PlannedTensor[] parts = new PlannedTensor[1 + others.size()];
    parts[0] = this;
    int length = shape.along(axis);
    for (int i = 0; i < others.size(); i++) {
      parts[1 + i] = trace.own(others.get(i));
      Shape other = parts[1 + i].shape;
      if (other.along(across) != shape.along(across)) {
        throw new IllegalArgumentException(
            "cannot concatenate " + shape + " and " + other + " along " + axis);
      }
      length = Math.addExact(length, other.along(axis));
    }
    return trace.apply(new Rearrangement.Concatenate(axis), shape.with(axis, length), parts);
  }

  @Override
  public PlannedTensor slice(Axis axis, int from, int to) {
    if (from < 0 || from >= to || to > shape.along(axis)) {
      throw new IllegalArgumentException(
          "cannot slice " + shape + " along " + axis + " from " + from + " to " + to);
    }
    return trace.apply(new Rearrangement.Slice(axis, from, to), shape.with(axis, to - from), this);
  }

  /** Zeros around this part of an axis, which begins at {@code from} of {@code length}. */
  PlannedTensor pad(Axis axis, int from, int length) {
    return trace.apply(new Rearrangement.Pad(axis, from, length), shape.with(axis, length), this);
  }

  @Override
  public PlannedTensor reshape(Shape wanted) {
    if (wanted.size() != shape.size()) {
      throw new IllegalArgumentException(
          "cannot reshape " + shape + " to " + wanted + ": sizes differ");
    }
    return trace.apply(new Rearrangement.Reshape(wanted), wanted, this);
  }

  @Override
  public PlannedTensor broadcastTo(Shape wanted) {
    if (!shape.broadcast(wanted).equals(wanted)) {
      throw new IllegalArgumentException("cannot broadcast " + shape + " to " + wanted);
    }
    trace.requireOpen();
    return shape.equals(wanted)
        ? this
        : trace.apply(new Rearrangement.Broadcast(wanted), wanted, this);
  }

  @Override
  public PlannedTensor stopGradient() {
    trace.requireOpen();
    return varies ? map(new Rearrangement.Hold()) : this;
  }
}
