package org.koopflow.graph;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A matrix in a graph: given, or the result of an operation written down in a trace. It is a tensor
 * as long as the trace is open, and sizes are checked when an operation is called; afterwards it
 * says where its numbers come from.
 */
public final class Node implements Tensor {
  private final Trace trace;
  private final int number;
  private final Origin origin;
  private final List<Node> operands;
  private final Shape shape;
  private final boolean varies;

  Node(Trace trace, int number, Origin origin, List<Node> operands, Shape shape, boolean varies) {
    this.trace = trace;
    this.number = number;
    this.origin = origin;
    this.operands = operands;
    this.shape = shape;
    this.varies = varies;
  }

  Trace trace() {
    return trace;
  }

  /**
   * Place in the order of writing.
   *
   * @return a number greater than those of its operands, which no other node of the trace has
   */
  public int number() {
    return number;
  }

  /**
   * Where the numbers come from.
   *
   * @return a leaf, or the operation that computes them from the operands
   */
  public Origin origin() {
    return origin;
  }

  /**
   * What the operation is applied to.
   *
   * @return the operands in their order, none for a leaf; a node may be there twice
   */
  public List<Node> operands() {
    return operands;
  }

  Node operand(int place) {
    return operands.get(place);
  }

  /**
   * Whether a gradient has to come through here to reach a parameter.
   *
   * @return true for parameters and for all that is computed from one by operations that a gradient
   *     flows through
   */
  public boolean varies() {
    return varies;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  Node elementwise(Arithmetic arithmetic, Tensor operand) {
    Node right = trace.own(operand);
    Shape size = shape.broadcast(right.shape);
    Node left = small(right.shape, size);
    Node other = right.small(shape, size);
    // Of two that were repeated both may be small, if they still make up the size.
    boolean both = left.shape.broadcast(other.shape).equals(size);
    return trace.apply(arithmetic, size, left, both ? other : right);
  }

  /** What was repeated for this operation alone need not be: it broadcasts by itself. */
  private Node small(Shape other, Shape size) {
    return origin instanceof Rearrangement.Broadcast && other.equals(size) ? operand(0) : this;
  }

  private Node map(Operation function) {
    return trace.apply(function, shape, this);
  }

  @Override
  public Node add(Tensor other) {
    return elementwise(Arithmetic.ADD, other);
  }

  @Override
  public Node subtract(Tensor other) {
    return elementwise(Arithmetic.SUBTRACT, other);
  }

  @Override
  public Node multiply(Tensor other) {
    return elementwise(Arithmetic.MULTIPLY, other);
  }

  @Override
  public Node divide(Tensor other) {
    return elementwise(Arithmetic.DIVIDE, other);
  }

  @Override
  public Node add(double value) {
    return map(new WithNumber.Add(value));
  }

  @Override
  public Node multiply(double value) {
    return map(new WithNumber.Multiply(value));
  }

  @Override
  public Node negate() {
    return multiply(-1);
  }

  @Override
  public Node square() {
    return map(Pointwise.SQUARE);
  }

  @Override
  public Node matmul(Tensor other) {
    Node right = trace.own(other);
    Shape product = shape.matmul(right.shape);
    boolean turnLeft = origin instanceof Rearrangement.Transpose;
    boolean turnRight = right.origin instanceof Rearrangement.Transpose;
    return trace.apply(
        new Product(turnLeft, turnRight),
        product,
        turnLeft ? operand(0) : this,
        turnRight ? right.operand(0) : right);
  }

  @Override
  public Node transpose() {
    trace.requireOpen();
    return origin instanceof Rearrangement.Transpose
        ? operand(0)
        : trace.apply(new Rearrangement.Transpose(), shape.transpose(), this);
  }

  @Override
  public Node linear(Tensor weight, Tensor bias) {
    Node product = matmul(trace.own(weight).transpose());
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
  public Node exp() {
    return map(Pointwise.EXP);
  }

  @Override
  public Node log() {
    return map(Pointwise.LOG);
  }

  @Override
  public Node sin() {
    return map(Pointwise.SIN);
  }

  @Override
  public Node cos() {
    return map(Pointwise.COS);
  }

  @Override
  public Node sqrt() {
    return map(Pointwise.SQRT);
  }

  @Override
  public Node tanh() {
    return map(Pointwise.TANH);
  }

  @Override
  public Node sigmoid() {
    return map(Pointwise.SIGMOID);
  }

  @Override
  public Node abs() {
    return map(Pointwise.ABS);
  }

  @Override
  public Node relu() {
    return map(Pointwise.RELU);
  }

  /** 1 where positive, 0 elsewhere, held constant in differentiation. */
  Node step() {
    return map(Pointwise.STEP);
  }

  /** -1, 0 or 1, held constant in differentiation. */
  Node sign() {
    return map(Pointwise.SIGN);
  }

  @Override
  public Node sum(Axis axis) {
    return trace.apply(new Reduction.Sum(axis), shape.with(axis, 1), this);
  }

  @Override
  public Tensor mean(Axis axis) {
    return mean(axis, 0);
  }

  @Override
  public Tensor mean(Axis axis, int lost) {
    return shape.isSymbolic(axis)
        ? sum(axis).share(shape.with(across(axis), 1), lost)
        : Tensor.super.mean(axis, lost);
  }

  @Override
  public Tensor mean() {
    return shape.isSymbolic() ? trace.own(sum()).share(shape, 0) : Tensor.super.mean();
  }

  private Node share(Shape of, int lost) {
    return map(new ByRows.Share(of, lost));
  }

  private static Axis across(Axis axis) {
    return axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
  }

  @Override
  public Node max(Axis axis) {
    return trace.apply(new Reduction.Largest(axis), shape.with(axis, 1), this);
  }

  @Override
  public Node concatenate(Axis axis, List<Tensor> others) {
    Node[] parts = new Node[1 + others.size()];
    parts[0] = this;
    Shape whole = shape;
    for (int i = 0; i < others.size(); i++) {
      parts[1 + i] = trace.own(others.get(i));
      whole = whole.concatenate(axis, parts[1 + i].shape);
    }
    return trace.apply(new Rearrangement.Concatenate(axis), whole, parts);
  }

  @Override
  public Node slice(Axis axis, int from, int to) {
    Shape part = shape.slice(axis, from, to);
    return trace.apply(new Rearrangement.Slice(axis, from, to), part, this);
  }

  @Override
  public List<Tensor> split(Axis axis, List<Shape> like) {
    if (!shape.isSymbolic(axis) || like.size() == 1) {
      return Tensor.super.split(axis, like);
    }
    shape.requireWhole(axis, like);
    List<Shape> parts = like.stream().map(part -> part.with(across(axis), 1)).toList();
    List<Tensor> nodes = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Shape part = shape.asLongAs(parts.get(i), axis);
      nodes.add(trace.apply(new ByRows.Part(axis, parts, i), part, this));
    }
    return nodes;
  }

  /** Zeros around this part of an axis, which begins at {@code from} of {@code length}. */
  Node pad(Axis axis, int from, int length) {
    return trace.apply(new Rearrangement.Pad(axis, from, length), shape.with(axis, length), this);
  }

  @Override
  public Node take(Axis axis, Indices indices) {
    return trace.apply(new Rearrangement.Take(axis, indices), shape.take(axis, indices), this);
  }

  /** Rows or columns added up where {@code take} would have found them. */
  Node scatter(Axis axis, Indices indices, int length) {
    return trace.apply(
        new Rearrangement.Scatter(axis, indices, length), shape.with(axis, length), this);
  }

  @Override
  public Node convolve(Tensor kernel, Convolution convolution) {
    Node weights = trace.own(kernel);
    Shape result = convolution.result(shape, weights.shape);
    return trace.apply(new Convolving.Forward(convolution), result, this, weights);
  }

  /** The gradient of the images of a convolution, if this is that of its result. */
  Node gradientOfImages(Node kernel, Convolution convolution) {
    Shape images = shape.with(Axis.COLUMNS, convolution.input().size());
    return trace.apply(new Convolving.ToImages(convolution), images, this, kernel);
  }

  /** The gradient of the kernel of a convolution, if this is its images. */
  Node gradientOfKernel(Node gradient, Convolution convolution) {
    return trace.apply(
        new Convolving.ToKernel(convolution), convolution.kernelShape(), this, gradient);
  }

  @Override
  public Node reshape(Shape wanted) {
    if (!wanted.sameSize(shape)) {
      throw new IllegalArgumentException(
          "cannot reshape " + shape + " to " + wanted + ": sizes differ");
    }
    return trace.apply(new Rearrangement.Reshape(wanted), wanted, this);
  }

  @Override
  public Node broadcastTo(Shape wanted) {
    if (!shape.broadcast(wanted).equals(wanted)) {
      throw new IllegalArgumentException("cannot broadcast " + shape + " to " + wanted);
    }
    trace.requireOpen();
    return shape.equals(wanted)
        ? this
        : trace.apply(new Rearrangement.Broadcast(wanted), wanted, this);
  }

  @Override
  public Node stopGradient() {
    trace.requireOpen();
    return varies ? map(new Rearrangement.Hold()) : this;
  }

  @Override
  public String toString() {
    return number
        + ": "
        + origin
        + " of "
        + operands.stream().map(Node::number).toList()
        + ", "
        + shape;
  }
}
