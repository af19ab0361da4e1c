package org.koopflow.numerics.host;

import java.util.Arrays;
import java.util.Objects;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Parameters and constants as {@link HostTensor}s. */
public final class HostScope implements Scope {
  private final Weights weights;

  /**
   * Creates the scope.
   *
   * @param weights parameter values by full name; single-precision values are widened
   */
  public HostScope(Weights weights) {
    this.weights = Objects.requireNonNull(weights, "weights");
  }

  @Override
  public Tensor parameter(String name) {
    return HostTensor.of(weights.get(name));
  }

  @Override
  public Tensor constant(Batch value) {
    return HostTensor.of(value);
  }

  @Override
  public Tensor filled(Shape shape, double value) {
    double[] data = new double[shape.size()];
    Arrays.fill(data, value);
    return HostTensor.of(shape, data);
  }
}
