package org.koopflow.backend.djl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Parameters and constants of one computation. */
final class DjlScope implements Scope {
  private final Computation computation;
  private final Set<String> names;
  private final Function<String, DjlTensor> parameters;
  private final List<HostBuffer> constantBuffers;
  private final Map<String, DjlTensor> used = new HashMap<>();
  private int constants;

  /**
   * Creates the scope.
   *
   * @param computation what it belongs to
   * @param names names of all parameters
   * @param parameters makes the tensor of one; asked at most once for each name
   * @param constantBuffers memory of constants in the order they are asked for, kept by the owner
   *     from one computation to the next and extended here
   */
  DjlScope(
      Computation computation,
      Set<String> names,
      Function<String, DjlTensor> parameters,
      List<HostBuffer> constantBuffers) {
    this.computation = computation;
    this.names = names;
    this.parameters = parameters;
    this.constantBuffers = constantBuffers;
  }

  @Override
  public Tensor parameter(String name) {
    computation.requireOpen();
    DjlTensor tensor = used.get(name);
    if (tensor == null) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "no parameter '" + name + "'; known parameters: " + names);
      }
      tensor = parameters.apply(name);
      used.put(name, tensor);
    }
    return tensor;
  }

  @Override
  public Tensor constant(Batch value) {
    computation.requireOpen();
    Shape shape = new Shape(value.rows(), value.columns());
    if (constants == constantBuffers.size()) {
      constantBuffers.add(new HostBuffer());
    }
    return computation.tensor(computation.wrap(constantBuffers.get(constants++), value), shape);
  }

  @Override
  public Tensor filled(Shape shape, double value) {
    computation.requireOpen();
    return computation.tensor(computation.full(DjlTensor.toDjl(shape), value), shape);
  }

  /** The parameters that were asked for, by name. */
  Map<String, DjlTensor> used() {
    return used;
  }
}
