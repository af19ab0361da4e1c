package org.koopflow.backend.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Leaf;
import org.koopflow.graph.Node;
import org.koopflow.graph.Operation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph bound to memory of its own: kernels in the order they run, and arrays that are used again
 * as soon as nobody reads what they hold. All native memory is taken when the plan is made and
 * given back when it is closed; running it takes none.
 */
final class Plan implements AutoCloseable {
  private final DataType type;
  private final Map<String, INDArray> inputs = new LinkedHashMap<>();
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();
  private final Map<Node, INDArray> arrays = new HashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<INDArray> owned = new ArrayList<>();
  private final Map<Integer, Deque<INDArray>> free = new HashMap<>();

  /**
   * Makes a plan.
   *
   * @param graph what is to be computed, and from what
   * @param type width of numbers
   * @param shared arrays of parameters that belong to somebody else; a parameter that is not among
   *     them gets an array of its own
   */
  Plan(Graph graph, DataType type, Map<String, INDArray> shared) {
    this.type = type;
    try {
      Map<Node, Node> lastReader = lastReader(graph);
      for (Node node : graph.nodes()) {
        if (node.origin() instanceof Operation operation) {
          place(operation, node, lastReader);
        } else {
          place((Leaf) node.origin(), node, shared);
        }
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** The last node that reads each node; results are read after all others. */
  private static Map<Node, Node> lastReader(Graph graph) {
    Map<Node, Node> lastReader = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.operands().forEach(operand -> lastReader.put(operand, node));
    }
    graph.results().forEach(lastReader::remove);
    return lastReader;
  }

  private INDArray allocate(Shape shape) {
    INDArray array = Nd4j.createUninitialized(type, shape.rows(), shape.columns());
    owned.add(array);
    return array;
  }

  private void place(Operation operation, Node node, Map<Node, Node> lastReader) {
    List<INDArray> operands = node.operands().stream().map(arrays::get).toList();
    // An operation on entries alone may write over an operand that nobody reads after it.
    if (operation.pointwise()) {
      release(node, lastReader, true);
    }
    INDArray result = reuseOrAllocate(node.shape());
    arrays.put(node, result);
    release(node, lastReader, false);
    kernels.add(operation.accept(new Binding(operands, result)));
  }

  private void place(Leaf leaf, Node node, Map<String, INDArray> shared) {
    if (leaf instanceof Leaf.Parameter parameter && shared.containsKey(parameter.name())) {
      arrays.put(node, shared.get(parameter.name()));
      return;
    }
    INDArray array = allocate(node.shape());
    arrays.put(node, array);
    if (leaf instanceof Leaf.Input input) {
      inputs.put(input.name(), array);
    } else if (leaf instanceof Leaf.Parameter parameter) {
      parameters.put(parameter.name(), array);
    } else if (leaf instanceof Leaf.Constant constant) {
      HostCopy.write(constant.value(), array);
    } else if (leaf instanceof Leaf.Filled filled) {
      array.assign(filled.value());
    }
  }

  /** Gives back the arrays of operands that are read here for the last time. */
  private void release(Node node, Map<Node, Node> lastReader, boolean sameShape) {
    for (Node operand : node.operands()) {
      if (lastReader.get(operand) == node
          && operand.origin() instanceof Operation
          && (!sameShape || operand.shape().equals(node.shape()))) {
        INDArray array = arrays.remove(operand);
        if (array != null) {
          free.computeIfAbsent(operand.shape().size(), size -> new ArrayDeque<>()).push(array);
        }
      }
    }
  }

  private INDArray reuseOrAllocate(Shape shape) {
    Deque<INDArray> candidates = free.get(shape.size());
    INDArray array = candidates == null ? null : candidates.poll();
    if (array == null) {
      return allocate(shape);
    }
    return array.rows() == shape.rows() ? array : array.reshape('c', shape.rows(), shape.columns());
  }

  /** Writes an input; one the function does not use is left out. */
  void input(String name, Batch value) {
    INDArray array = inputs.get(name);
    if (array != null) {
      HostCopy.write(value, array);
    }
  }

  /** Writes a parameter; one the function does not use is left out. */
  void parameter(String name, Batch value) {
    INDArray array = parameters.get(name);
    if (array != null) {
      HostCopy.write(value, array);
    }
  }

  /** Computes all results. */
  void run() {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  /** Reads a result after {@link #run}. */
  Batch read(Node result) {
    return HostCopy.read(arrays.get(result));
  }

  /** Number of arrays the plan owns. */
  int arrays() {
    return owned.size();
  }

  @Override
  public void close() {
    kernels.forEach(Kernel::close);
    kernels.clear();
    owned.forEach(INDArray::close);
    owned.clear();
  }
}
