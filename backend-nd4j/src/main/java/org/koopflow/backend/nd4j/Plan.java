package org.koopflow.backend.nd4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Leaf;
import org.koopflow.graph.Node;
import org.koopflow.graph.schedule.Schedule;
import org.koopflow.graph.schedule.Step;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A graph bound to memory of its own: the arrays that its schedule names, and kernels in the order
 * they run. All native memory is taken when the plan is made and given back when it is closed;
 * running it takes none.
 */
final class Plan implements AutoCloseable {
  private final Schedule schedule;
  private final DataType type;
  private final Map<String, INDArray> inputs = new LinkedHashMap<>();
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();
  private final INDArray[] buffers;
  private final Map<View, INDArray> views = new HashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<INDArray> owned = new ArrayList<>();

  private record View(int buffer, Shape shape) {}

  /**
   * Makes a plan.
   *
   * @param graph what is to be computed, and from what
   * @param type width of numbers
   * @param shared arrays of parameters that belong to somebody else; a parameter that is not among
   *     them gets an array of its own
   */
  Plan(Graph graph, DataType type, Map<String, INDArray> shared) {
    this.schedule = Schedule.of(graph);
    this.type = type;
    this.buffers = new INDArray[schedule.buffers()];
    try {
      schedule.leaves().forEach(leaf -> place((Leaf) leaf.origin(), leaf, shared));
      schedule.steps().forEach(this::bind);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void place(Leaf leaf, Node node, Map<String, INDArray> shared) {
    if (leaf instanceof Leaf.Parameter parameter && shared.containsKey(parameter.name())) {
      buffers[schedule.buffer(node)] = shared.get(parameter.name());
      return;
    }
    INDArray array = array(schedule.buffer(node), node.shape());
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

  private void bind(Step step) {
    List<INDArray> operands = new ArrayList<>();
    for (int k = 0; k < step.operands().size(); k++) {
      operands.add(array(step.operands().get(k), step.node().operands().get(k).shape()));
    }
    INDArray result = array(step.result(), step.node().shape());
    kernels.add(step.operation().accept(new Binding(operands, result)));
  }

  /** A buffer seen as a matrix of a shape; allocated when it is asked for the first time. */
  private INDArray array(int buffer, Shape shape) {
    return views.computeIfAbsent(
        new View(buffer, shape),
        view -> {
          if (buffers[buffer] == null) {
            buffers[buffer] = Nd4j.createUninitialized(type, shape.rows(), shape.columns());
            owned.add(buffers[buffer]);
          }
          INDArray array = buffers[buffer];
          return array.rows() == shape.rows()
              ? array
              : array.reshape('c', shape.rows(), shape.columns());
        });
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
    return HostCopy.read(array(schedule.buffer(result), result.shape()));
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
