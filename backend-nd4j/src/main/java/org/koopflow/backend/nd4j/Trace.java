package org.koopflow.backend.nd4j;

import java.util.ArrayList;
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
final class Trace implements Scope {
  private final Map<String, Shape> parameters;
  private final List<PlannedTensor> tensors = new ArrayList<>();
  private final Map<Key, PlannedTensor> known = new HashMap<>();
  private final Map<Batch, PlannedTensor> constants = new LinkedHashMap<>();
  private final Map<Filled, PlannedTensor> filled = new LinkedHashMap<>();
  private boolean open = true;

  private record Key(Operation operation, List<Integer> operands) {}

  /** A constant of equal entries. */
  record Filled(Shape shape, double value) {}

  /**
   * Begins a trace.
   *
   * @param parameters shapes of all parameters by name
   */
  Trace(Map<String, Shape> parameters) {
    this.parameters = parameters;
  }

  /** Fails once the function has been traced. */
  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the computation of this tensor has ended");
    }
  }

  /** Ends the trace: from now on its tensors refuse to be used. */
  void end() {
    open = false;
  }

  /** An input of the function. */
  PlannedTensor input(String name, Shape shape) {
    return leaf(new Leaf.Input(name), shape, false);
  }

  @Override
  public PlannedTensor parameter(String name) {
    Shape shape = parameters.get(name);
    if (shape == null) {
      throw new IllegalArgumentException(
          "no parameter '" + name + "'; known parameters: " + parameters.keySet());
    }
    return leaf(new Leaf.Parameter(name), shape, true);
  }

  @Override
  public PlannedTensor constant(Batch value) {
    requireOpen();
    // A batch may be changed by its owner only through arrays it does not share; equal means same.
    return constants.computeIfAbsent(
        value, v -> constant(new Shape(value.rows(), value.columns())));
  }

  @Override
  public PlannedTensor filled(Shape shape, double value) {
    requireOpen();
    return filled.computeIfAbsent(new Filled(shape, value), f -> constant(shape));
  }

  private PlannedTensor constant(Shape shape) {
    return leaf(new Leaf.Constant(constants.size() + filled.size()), shape, false);
  }

  /** Constants given as numbers. */
  Map<Batch, PlannedTensor> constants() {
    return constants;
  }

  /** Constants of equal entries. */
  Map<Filled, PlannedTensor> filled() {
    return filled;
  }

  private PlannedTensor leaf(Leaf leaf, Shape shape, boolean varies) {
    return write(new Key(leaf, List.of()), List.of(), shape, varies);
  }

  /** Writes an operation down, unless the same has been written before. */
  PlannedTensor apply(Operation operation, Shape shape, PlannedTensor... operands) {
    List<PlannedTensor> list = List.of(operands);
    boolean varies = operation.differentiable() && list.stream().anyMatch(PlannedTensor::varies);
    Key key = new Key(operation, list.stream().map(PlannedTensor::number).toList());
    return write(key, list, shape, varies);
  }

  private PlannedTensor write(Key key, List<PlannedTensor> operands, Shape shape, boolean varies) {
    requireOpen();
    PlannedTensor tensor = known.get(key);
    if (tensor == null) {
      tensor = new PlannedTensor(this, tensors.size(), key.operation(), operands, shape, varies);
      tensors.add(tensor);
      known.put(key, tensor);
    }
    return tensor;
  }

  /** Checks that a tensor belongs to this trace. */
  PlannedTensor own(Tensor tensor) {
    if (tensor instanceof PlannedTensor mine && mine.trace() == this) {
      return mine;
    }
    throw new IllegalStateException(
        tensor instanceof Dual
            ? "a dual tensor cannot be used where a plain one is expected: take its value or"
                + " tangent, or make the other operand dual"
            : "a tensor of another computation cannot be used here");
  }

  /**
   * Adds the gradient of a loss.
   *
   * @param loss the loss, 1 x 1
   * @return gradients by parameter, of those that move the loss
   */
  Map<String, PlannedTensor> gradients(PlannedTensor loss) {
    Map<String, PlannedTensor> gradients = new LinkedHashMap<>();
    if (!loss.varies()) {
      return gradients;
    }
    // Operands are written before results, so running backward meets a tensor after all its uses.
    PlannedTensor[] adjoints = new PlannedTensor[loss.number() + 1];
    adjoints[loss.number()] = filled(loss.shape(), 1);
    for (int i = loss.number(); i >= 0; i--) {
      PlannedTensor tensor = tensors.get(i);
      PlannedTensor gradient = adjoints[i];
      if (gradient == null) {
        continue;
      }
      if (tensor.operation() instanceof Leaf.Parameter parameter) {
        gradients.put(parameter.name(), gradient);
      }
      List<PlannedTensor> operands = tensor.operands();
      for (int k = 0; k < operands.size(); k++) {
        PlannedTensor operand = operands.get(k);
        if (operand.varies()) {
          PlannedTensor part = tensor.operation().pullBack(k, operands, tensor, gradient);
          PlannedTensor sum = adjoints[operand.number()];
          adjoints[operand.number()] = sum == null ? part : sum.add(part);
        }
      }
    }
    return gradients;
  }
}
