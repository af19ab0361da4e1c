package org.koopflow.testkit.planted;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** The operations of one computation in the order they were made. */
final class Tape {
  private final Fault fault;
  private final List<TapeTensor> tensors = new ArrayList<>();
  private final Map<String, TapeTensor> parameters = new LinkedHashMap<>();

  /** How many times the rows it was first made for there are now. */
  private final double growth;

  Tape(Fault fault) {
    this(fault, 1);
  }

  Tape(Fault fault, double growth) {
    this.fault = fault;
    this.growth = growth;
  }

  double growth() {
    return has(Fault.FIRST_SIZE) ? growth : 1;
  }

  boolean has(Fault other) {
    return fault == other;
  }

  void add(TapeTensor tensor) {
    tensors.add(tensor);
  }

  TapeTensor leaf(Tensor value) {
    return new TapeTensor(this, value, List.of());
  }

  TapeTensor own(Tensor tensor) {
    if (tensor instanceof TapeTensor mine && tensors.contains(mine)) {
      return mine;
    }
    throw new IllegalStateException("a tensor of another computation cannot be used here");
  }

  Scope scope(Scope scope) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        return parameters.computeIfAbsent(name, n -> leaf(scope.parameter(n)));
      }

      @Override
      public Tensor constant(Batch value) {
        return leaf(scope.constant(value));
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return leaf(scope.filled(shape, value));
      }

      @Override
      public Scope in(String prefix) {
        return part(this, prefix);
      }
    };
  }

  private Scope part(Scope whole, String prefix) {
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        return whole.parameter(prefix + "." + name);
      }

      @Override
      public Tensor constant(Batch value) {
        return whole.constant(value);
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return whole.filled(shape, has(Fault.WRONG_FILLING) ? 2 * value : value);
      }

      @Override
      public Scope in(String inner) {
        return part(has(Fault.FORGOTTEN_PREFIX) ? whole : this, inner);
      }
    };
  }

  Map<String, Tensor> inputs(Map<String, Tensor> inputs) {
    Map<String, Tensor> leaves = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> leaves.put(name, leaf(tensor)));
    return leaves;
  }

  /** Gradients of a loss by parameter, of those that matter. */
  Map<String, Tensor> gradients(TapeTensor loss) {
    Map<TapeTensor, Tensor> gradients = new IdentityHashMap<>();
    gradients.put(loss, loss.value().multiply(0).add(1));
    for (int i = tensors.size() - 1; i >= 0; i--) {
      TapeTensor tensor = tensors.get(i);
      Tensor gradient = gradients.get(tensor);
      if (gradient != null) {
        for (TapeTensor.Edge edge : tensor.edges()) {
          gradients.merge(edge.operand(), edge.pullBack().apply(gradient), Tensor::add);
        }
      }
    }
    Map<String, Tensor> found = new LinkedHashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          if (gradients.containsKey(parameter)) {
            found.put(name, gradients.get(parameter));
          }
        });
    return found;
  }
}
