package org.koopflow.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A function being written down as a graph of operations. What is asked for twice is written down
 * once, so that forward mode, reverse mode and the function itself share what they have in common.
 */
public final class Trace implements Scope {
  private final Sizes sizes;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Node> known = new HashMap<>();
  private boolean open = true;

  private record Key(Origin origin, List<Integer> operands) {}

  /**
   * Begins a trace.
   *
   * @param sizes shapes of parameters and inputs, which may be symbolic
   */
  public Trace(Sizes sizes) {
    this.sizes = sizes;
    sizes
        .inputs()
        .forEach((name, shape) -> inputs.put(name, leaf(new Leaf.Input(name), shape, false)));
  }

  /** Fails once the function has been recorded. */
  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the computation of this tensor has ended");
    }
  }

  /** Ends the trace: from now on its nodes refuse to be computed with. */
  public void end() {
    open = false;
  }

  /**
   * The inputs of the function.
   *
   * @return nodes by name
   */
  public Map<String, Tensor> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  @Override
  public Node parameter(String name) {
    Shape shape = sizes.parameters().get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "no parameter '" + name + "'; known parameters: " + sizes.parameters().keySet());
    }
    return leaf(new Leaf.Parameter(name), shape, true);
  }

  @Override
  public Node constant(Batch value) {
    // A batch may be changed by its owner only through arrays it does not share; equal means same.
    return leaf(new Leaf.Constant(value), new Shape(value.rows(), value.columns()), false);
  }

  @Override
  public Node filled(Shape shape, double value) {
    return leaf(new Leaf.Filled(shape, value), shape, false);
  }

  private Node leaf(Leaf leaf, Shape shape, boolean varies) {
    return write(new Key(leaf, List.of()), List.of(), shape, varies);
  }

  /** Writes an operation down, unless the same has been written before. */
  Node apply(Operation operation, Shape shape, Node... operands) {
    List<Node> list = List.of(operands);
    boolean varies = operation.differentiable() && list.stream().anyMatch(Node::varies);
    Key key = new Key(operation, list.stream().map(Node::number).toList());
    return write(key, list, shape, varies);
  }

  private Node write(Key key, List<Node> operands, Shape shape, boolean varies) {
    requireOpen();
    Node node = known.get(key);
    if (node == null) {
      node = new Node(this, nodes.size(), key.origin(), operands, shape, varies);
      nodes.add(node);
      known.put(key, node);
    }
    return node;
  }

  Sizes sizes() {
    return sizes;
  }

  /** How many nodes there are. */
  int length() {
    return nodes.size();
  }

  /** A figure of a loss as a node. */
  Node scalar(String name, Tensor tensor) {
    if (!tensor.shape().equals(ReverseMode.SCALAR)) {
      throw new IllegalArgumentException(
          "figure '" + name + "' of a loss is 1 x 1, got " + tensor.shape());
    }
    return own(tensor);
  }

  /** What was written at a place. */
  Node node(int number) {
    return nodes.get(number);
  }

  /**
   * Checks that a tensor belongs to this trace.
   *
   * @param tensor what a function gave
   * @return the same as a node
   * @throws IllegalStateException if it is of another computation
   */
  public Node own(Tensor tensor) {
    if (tensor instanceof Node mine && mine.trace() == this) {
      return mine;
    }
    throw new IllegalStateException(
        tensor instanceof Dual
            ? "a dual tensor cannot be used where a plain one is expected: take its value or"
                + " tangent, or make the other operand dual"
            : "a tensor of another computation cannot be used here");
  }
}
