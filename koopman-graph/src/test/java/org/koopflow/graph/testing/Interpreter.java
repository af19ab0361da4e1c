package org.koopflow.graph.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Leaf;
import org.koopflow.graph.Node;
import org.koopflow.graph.Operation;
import org.koopflow.graph.schedule.Schedule;
import org.koopflow.graph.schedule.Step;

/** Computes a graph in double precision, in the buffers of its schedule. */
public final class Interpreter {
  private final Schedule schedule;
  private final double[][] buffers;

  /** Allocates the buffers and fills the leaves. */
  public Interpreter(Graph graph, Map<String, Batch> parameters, Map<String, Batch> inputs) {
    schedule = Schedule.of(graph);
    buffers = new double[schedule.buffers()][];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new double[schedule.size(i)];
      Arrays.fill(buffers[i], Double.NaN);
    }
    for (Node node : schedule.leaves()) {
      buffers[schedule.buffer(node)] = leaf((Leaf) node.origin(), parameters, inputs).data();
    }
  }

  /** Takes all steps. */
  public void run() {
    for (Step step : schedule.steps()) {
      List<Matrix> operands = new ArrayList<>();
      for (int k = 0; k < step.operands().size(); k++) {
        Node operand = step.node().operands().get(k);
        operands.add(new Matrix(operand.shape(), buffers[step.operands().get(k)]));
      }
      Matrix result = new Matrix(step.node().shape(), buffers[step.result()]);
      step.operation().accept(new Filling(operands, result));
    }
  }

  /** What a result has come to. */
  public Matrix read(Node result) {
    return new Matrix(result.shape(), buffers[schedule.buffer(result)]);
  }

  /** What all nodes of a graph come to, each in memory of its own. */
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

  private static Matrix leaf(Leaf leaf, Map<String, Batch> parameters, Map<String, Batch> inputs) {
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
