package org.koopflow.benchmarks.measure;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A tensor without numbers: it knows its shape and tells a count of every product.
 *
 * @param count hears of the products
 * @param shape its shape
 */
record ShapeTensor(ProductCount count, Shape shape) implements Tensor {
  private Tensor of(Shape other) {
    return new ShapeTensor(count, other);
  }

  @Override
  public Tensor matmul(Tensor other) {
    count.product(shape, other.shape());
    return of(shape.matmul(other.shape()));
  }

  @Override
  public Tensor add(Tensor other) {
    return of(shape.broadcast(other.shape()));
  }

  @Override
  public Tensor subtract(Tensor other) {
    return of(shape.broadcast(other.shape()));
  }

  @Override
  public Tensor multiply(Tensor other) {
    return of(shape.broadcast(other.shape()));
  }

  @Override
  public Tensor divide(Tensor other) {
    return of(shape.broadcast(other.shape()));
  }

  @Override
  public Tensor add(double value) {
    return this;
  }

  @Override
  public Tensor multiply(double value) {
    return this;
  }

  @Override
  public Tensor exp() {
    return this;
  }

  @Override
  public Tensor log() {
    return this;
  }

  @Override
  public Tensor sin() {
    return this;
  }

  @Override
  public Tensor cos() {
    return this;
  }

  @Override
  public Tensor sqrt() {
    return this;
  }

  @Override
  public Tensor tanh() {
    return this;
  }

  @Override
  public Tensor sigmoid() {
    return this;
  }

  @Override
  public Tensor abs() {
    return this;
  }

  @Override
  public Tensor relu() {
    return this;
  }

  @Override
  public Tensor stopGradient() {
    return this;
  }

  @Override
  public Tensor transpose() {
    return of(shape.transpose());
  }

  @Override
  public Tensor sum(Axis axis) {
    return of(shape.with(axis, 1));
  }

  @Override
  public Tensor max(Axis axis) {
    return of(shape.with(axis, 1));
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    int length = shape.along(axis);
    for (Tensor other : others) {
      length = Math.addExact(length, other.shape().along(axis));
    }
    return of(shape.with(axis, length));
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    return of(shape.with(axis, to - from));
  }

  @Override
  public Tensor reshape(Shape wanted) {
    return of(wanted);
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    return of(wanted);
  }
}
