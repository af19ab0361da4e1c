package org.koopflow.backend.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A traced function bound to memory of its own: kernels in the order they run, and arrays that are
 * used again as soon as nobody reads what they hold. All native memory is taken when the plan is
 * made and given back when it is closed; running it takes none.
 */
final class Plan implements AutoCloseable {
  private final DataType type;
  private final Map<String, INDArray> inputs = new LinkedHashMap<>();
  private final Map<String, INDArray> parameters = new LinkedHashMap<>();
  private final Map<Integer, INDArray> arrays = new HashMap<>();
  private final List<Kernel> kernels = new ArrayList<>();
  private final List<INDArray> owned = new ArrayList<>();
  private final Map<Integer, Deque<INDArray>> free = new HashMap<>();

  /**
   * Makes a plan.
   *
   * @param trace the traced function
   * @param results what is to be computed
   * @param type width of numbers
   * @param shared arrays of parameters that belong to somebody else; a parameter that is not among
   *     them gets an array of its own
   */
  Plan(
      Trace trace, Collection<PlannedTensor> results, DataType type, Map<String, INDArray> shared) {
    this.type = type;
    try {
      Collection<PlannedTensor> needed = needed(results);
      Map<Integer, Integer> lastUse = lastUse(needed, results);
      fillConstants(trace);
      for (PlannedTensor tensor : needed) {
        place(tensor, lastUse, shared);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Everything the results depend on, in the order of writing. */
  private static Collection<PlannedTensor> needed(Collection<PlannedTensor> results) {
    Map<Integer, PlannedTensor> needed = new TreeMap<>();
    Deque<PlannedTensor> open = new ArrayDeque<>(results);
    while (!open.isEmpty()) {
      PlannedTensor tensor = open.pop();
      if (needed.put(tensor.number(), tensor) == null) {
        open.addAll(tensor.operands());
      }
    }
    return needed.values();
  }

  /** The number of the last tensor that reads each tensor; results are read after all others. */
  private static Map<Integer, Integer> lastUse(
      Collection<PlannedTensor> needed, Collection<PlannedTensor> results) {
    Map<Integer, Integer> lastUse = new HashMap<>();
    for (PlannedTensor tensor : needed) {
      for (PlannedTensor operand : tensor.operands()) {
        lastUse.merge(operand.number(), tensor.number(), Math::max);
      }
    }
    results.forEach(result -> lastUse.put(result.number(), Integer.MAX_VALUE));
    return lastUse;
  }

  private void fillConstants(Trace trace) {
    trace
        .constants()
        .forEach(
            (value, tensor) -> {
              INDArray array = allocate(tensor.shape());
              HostCopy.write(value, array);
              arrays.put(tensor.number(), array);
            });
    trace
        .filled()
        .forEach(
            (filled, tensor) -> {
              INDArray array = allocate(tensor.shape());
              array.assign(filled.value());
              arrays.put(tensor.number(), array);
            });
  }

  private INDArray allocate(Shape shape) {
    INDArray array = Nd4j.createUninitialized(type, shape.rows(), shape.columns());
    owned.add(array);
    return array;
  }

  private void place(
      PlannedTensor tensor, Map<Integer, Integer> lastUse, Map<String, INDArray> shared) {
    if (tensor.operation() instanceof Leaf leaf) {
      placeLeaf(leaf, tensor, shared);
      return;
    }
    List<INDArray> operands =
        tensor.operands().stream().map(operand -> arrays.get(operand.number())).toList();
    // An operation on entries alone may write over an operand that nobody reads after it.
    boolean inPlace = tensor.operation().pointwise();
    if (inPlace) {
      release(tensor, lastUse, true);
    }
    INDArray result = reuseOrAllocate(tensor.shape());
    arrays.put(tensor.number(), result);
    release(tensor, lastUse, false);
    kernels.add(tensor.operation().bind(operands, result));
  }

  private void placeLeaf(Leaf leaf, PlannedTensor tensor, Map<String, INDArray> shared) {
    if (leaf instanceof Leaf.Constant) {
      return;
    }
    INDArray array;
    if (leaf instanceof Leaf.Parameter parameter && shared.containsKey(parameter.name())) {
      array = shared.get(parameter.name());
    } else {
      array = allocate(tensor.shape());
    }
    if (leaf instanceof Leaf.Input input) {
      inputs.put(input.name(), array);
    } else if (leaf instanceof Leaf.Parameter parameter) {
      parameters.put(parameter.name(), array);
    }
    arrays.put(tensor.number(), array);
  }

  /** Gives back the arrays of operands that are read here for the last time. */
  private void release(PlannedTensor tensor, Map<Integer, Integer> lastUse, boolean sameShape) {
    for (PlannedTensor operand : tensor.operands()) {
      boolean last = lastUse.getOrDefault(operand.number(), -1) == tensor.number();
      if (last
          && !(operand.operation() instanceof Leaf)
          && (!sameShape || operand.shape().equals(tensor.shape()))) {
        INDArray array = arrays.remove(operand.number());
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
  Batch read(PlannedTensor result) {
    return HostCopy.read(arrays.get(result.number()));
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
