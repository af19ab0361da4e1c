package org.koopflow.graph.testing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Leaf;
import org.koopflow.graph.Node;
import org.koopflow.graph.Operation;

/** Computes a graph in double precision, every node in memory of its own. */
public final class Interpreter {
  private Interpreter() {}

  /** What all nodes of a graph come to. */
  public static Map<Node, Matrix> evaluate(
      Graph graph, Map<String, Batch> parameters, Map<String, Batch> inputs) {
    Map<Node, Matrix> values = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.origin() instanceof Operation operation) {
        List<Matrix> operands = node.operands().stream().map(values::get).toList();
        values.put(node, operation.accept(new Filling(operands, Matrix.empty(node.shape()))));
      } else {
        values.put(node, leaf((Leaf) node.origin(), parameters, inputs));
      }
    }
    return values;
  }

  static Matrix leaf(Leaf leaf, Map<String, Batch> parameters, Map<String, Batch> inputs) {
    if (leaf instanceof Leaf.Input input) {
      return Matrix.of(inputs.get(input.name()));
    }
    if (leaf instanceof Leaf.Parameter parameter) {
      return Matrix.of(parameters.get(parameter.name()));
    }
    if (leaf instanceof Leaf.Constant constant) {
      return Matrix.of(constant.value());
    }
    Leaf.Filled filled = (Leaf.Filled) leaf;
    Matrix matrix = Matrix.empty(filled.shape());
    Arrays.fill(matrix.data(), filled.value());
    return matrix;
  }
}
