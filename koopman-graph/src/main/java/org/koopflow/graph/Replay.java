package org.koopflow.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.tensor.Tensor;

/**
 * A trace of any number of rows, written down again for one number of them. Everything that the
 * function did is done again in the same order by the same methods of tensors. So the result is
 * node for node what recording the function for that number gives, one row included, for which some
 * operations vanish; and what does not fit that number is refused with the same message.
 */
final class Replay {
  private final Trace trace;
  private final List<Node> nodes = new ArrayList<>();

  /**
   * Writes a trace down again.
   *
   * @param symbolic a trace that may be open or ended
   * @param rows what R is
   * @throws IllegalArgumentException if an operation does not fit this number of rows
   */
  Replay(Trace symbolic, int rows) {
    trace = new Trace(symbolic.sizes().at(rows));
    for (int i = 0; i < symbolic.length(); i++) {
      nodes.add(again(symbolic.node(i), rows));
    }
  }

  private Node again(Node node, int rows) {
    List<Node> operands = node.operands().stream().map(this::of).toList();
    return node.origin() instanceof Leaf leaf
        ? again(leaf, rows)
        : ((Operation) node.origin()).accept(new Again(trace, rows, node, operands));
  }

  private Node again(Leaf leaf, int rows) {
    if (leaf instanceof Leaf.Input input) {
      return trace.own(trace.inputs().get(input.name()));
    }
    if (leaf instanceof Leaf.Parameter parameter) {
      return trace.parameter(parameter.name());
    }
    if (leaf instanceof Leaf.Constant constant) {
      return trace.constant(constant.value());
    }
    Leaf.Filled filled = (Leaf.Filled) leaf;
    return trace.filled(filled.shape().at(rows), filled.value());
  }

  /** What has become of a node. */
  Node of(Node symbolic) {
    return nodes.get(symbolic.number());
  }

  /** What has become of named nodes, in their order. */
  Map<String, Tensor> of(Map<String, Node> symbolic) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    symbolic.forEach((name, node) -> named.put(name, of(node)));
    return named;
  }

  /** The new trace, still open. */
  Trace trace() {
    return trace;
  }

  /** An operation applied again, to operands of known size. */
  private record Again(Trace trace, int rows, Node node, List<Node> operands)
      implements OperationVisitor<Node> {
    private Node x() {
      return operands.get(0);
    }

    /** What holds for every number of rows, whatever the operands have become. */
    private Node same(Operation operation) {
      return trace.apply(operation, node.shape().at(rows), operands.toArray(Node[]::new));
    }

    @Override
    public Node arithmetic(Arithmetic operation) {
      return x().elementwise(operation, operands.get(1));
    }

    @Override
    public Node pointwise(Pointwise operation) {
      return same(operation);
    }

    @Override
    public Node add(WithNumber.Add operation) {
      return same(operation);
    }

    @Override
    public Node multiply(WithNumber.Multiply operation) {
      return same(operation);
    }

    @Override
    public Node product(Product operation) {
      Node left = operation.left() ? x().transpose() : x();
      Node right = operation.right() ? operands.get(1).transpose() : operands.get(1);
      return left.matmul(right);
    }

    @Override
    public Node convolve(Convolving.Forward operation) {
      return same(operation);
    }

    @Override
    public Node convolveToImages(Convolving.ToImages operation) {
      return same(operation);
    }

    @Override
    public Node convolveToKernel(Convolving.ToKernel operation) {
      return same(operation);
    }

    @Override
    public Node sum(Reduction.Sum operation) {
      return same(operation);
    }

    @Override
    public Node largest(Reduction.Largest operation) {
      return same(operation);
    }

    @Override
    public Node transpose(Rearrangement.Transpose operation) {
      return x().transpose();
    }

    @Override
    public Node reshape(Rearrangement.Reshape operation) {
      return x().reshape(operation.shape().at(rows));
    }

    @Override
    public Node broadcast(Rearrangement.Broadcast operation) {
      return x().broadcastTo(operation.shape().at(rows));
    }

    @Override
    public Node slice(Rearrangement.Slice operation) {
      return x().slice(operation.axis(), operation.from(), operation.to());
    }

    /** Only gradients are padded, along an axis of known length. */
    @Override
    public Node pad(Rearrangement.Pad operation) {
      return same(operation);
    }

    @Override
    public Node take(Rearrangement.Take operation) {
      return x().take(operation.axis(), operation.indices());
    }

    @Override
    public Node scatter(Rearrangement.Scatter operation) {
      return same(operation);
    }

    @Override
    public Node concatenate(Rearrangement.Concatenate operation) {
      return same(operation);
    }

    @Override
    public Node hold(Rearrangement.Hold operation) {
      return x().stopGradient();
    }

    @Override
    public Node byRows(ByRows operation) {
      return operation.at(rows, x());
    }
  }
}
