package org.koopflow.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** Counts the operations of the matrix products in a function, by running it on shapes alone. */
public final class ProductCount {
  /** Backward, a product of a and b is two: of the gradient with each of them. */
  private static final int FORWARD_AND_BACKWARD = 3;

  private double flops;

  private ProductCount() {}

  /**
   * Operations of a function.
   *
   * @param function the function
   * @param weights its parameters, whose shapes are used
   * @param inputs inputs whose shapes are used
   * @return {@code 2 m k n} for every product of m x k and k x n
   */
  public static double of(TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    ProductCount count = new ProductCount();
    function.apply(count.new Shapes(weights), count.tensors(inputs));
    return count.flops;
  }

  /**
   * Operations of a loss and its gradient with respect to all it is computed from.
   *
   * @param loss the loss
   * @param weights its parameters, whose shapes are used
   * @param inputs inputs whose shapes are used
   * @return three times the operations of the loss; less is needed where an operand is constant
   */
  public static double ofGradient(LossFunction loss, Weights weights, Map<String, Batch> inputs) {
    ProductCount count = new ProductCount();
    loss.apply(count.new Shapes(weights), count.tensors(inputs));
    return FORWARD_AND_BACKWARD * count.flops;
  }

  void product(Shape left, Shape right) {
    flops += 2.0 * left.rows() * left.columns() * right.columns();
  }

  private Map<String, Tensor> tensors(Map<String, Batch> inputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach((name, batch) -> tensors.put(name, tensor(batch)));
    return tensors;
  }

  private Tensor tensor(Batch value) {
    return new ShapeTensor(this, new Shape(value.rows(), value.columns()));
  }

  private final class Shapes implements Scope {
    private final Weights weights;

    Shapes(Weights weights) {
      this.weights = weights;
    }

    @Override
    public Tensor parameter(String name) {
      return tensor(weights.get(name));
    }

    @Override
    public Tensor constant(Batch value) {
      return tensor(value);
    }
  }
}
