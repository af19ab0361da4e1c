package org.koopflow.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.core.Linear;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Eager tensor. Every result belongs to the manager of the step, whatever its operands belong to.
 */
final class DjlTensor implements Tensor {
  private final NDArray array;
  private final NDManager step;
  private final Shape shape;

  DjlTensor(NDArray array, NDManager step, Shape shape) {
    this.array = array;
    this.step = step;
    this.shape = shape;
  }

  NDArray array() {
    return array;
  }

  private DjlTensor result(NDArray value, Shape size) {
    if (value.getManager() != step) {
      value.attach(step);
    }
    return new DjlTensor(value, step, size);
  }

  private DjlTensor result(NDArray value) {
    return result(value, shape);
  }

  private DjlTensor other(Tensor tensor) {
    if (tensor instanceof DjlTensor own && own.step == step) {
      return own;
    }
    throw new IllegalStateException("a tensor of another computation cannot be used here");
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor add(Tensor o) {
    return result(array.add(other(o).array), shape.broadcast(o.shape()));
  }

  @Override
  public Tensor subtract(Tensor o) {
    return result(array.sub(other(o).array), shape.broadcast(o.shape()));
  }

  @Override
  public Tensor multiply(Tensor o) {
    return result(array.mul(other(o).array), shape.broadcast(o.shape()));
  }

  @Override
  public Tensor divide(Tensor o) {
    return result(array.div(other(o).array), shape.broadcast(o.shape()));
  }

  @Override
  public Tensor add(double value) {
    return result(array.add(value));
  }

  @Override
  public Tensor multiply(double value) {
    return result(array.mul(value));
  }

  @Override
  public Tensor square() {
    return result(array.square());
  }

  @Override
  public Tensor matmul(Tensor o) {
    return result(array.matMul(other(o).array), shape.matmul(o.shape()));
  }

  @Override
  public Tensor transpose() {
    return result(array.transpose(), shape.transpose());
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    NDArray flat = other(bias).array.reshape(weight.shape().rows());
    if (flat.getManager() != step) {
      flat.attach(step);
    }
    NDArray value = Linear.linear(array, other(weight).array, flat).singletonOrThrow();
    return result(value, new Shape(shape.rows(), weight.shape().rows()));
  }

  @Override
  public Tensor exp() {
    return result(array.exp());
  }

  @Override
  public Tensor log() {
    return result(array.log());
  }

  @Override
  public Tensor sin() {
    return result(array.sin());
  }

  @Override
  public Tensor cos() {
    return result(array.cos());
  }

  @Override
  public Tensor sqrt() {
    return result(array.sqrt());
  }

  @Override
  public Tensor tanh() {
    return result(array.tanh());
  }

  @Override
  public Tensor sigmoid() {
    return result(array.getNDArrayInternal().sigmoid());
  }

  @Override
  public Tensor abs() {
    return result(array.abs());
  }

  @Override
  public Tensor relu() {
    return result(array.getNDArrayInternal().relu());
  }

  @Override
  public Tensor sum(Axis axis) {
    return result(array.sum(new int[] {axis.ordinal()}, true), shape.with(axis, 1));
  }

  @Override
  public Tensor mean(Axis axis) {
    return result(array.mean(new int[] {axis.ordinal()}, true), shape.with(axis, 1));
  }

  @Override
  public Tensor max(Axis axis) {
    return result(array.max(new int[] {axis.ordinal()}, true), shape.with(axis, 1));
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    NDList list = new NDList(array);
    int length = shape.along(axis);
    for (Tensor tensor : others) {
      list.add(other(tensor).array);
      length += tensor.shape().along(axis);
    }
    return result(NDArrays.concat(list, axis.ordinal()), shape.with(axis, length));
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    String index = axis == Axis.ROWS ? from + ":" + to : ":," + from + ":" + to;
    return result(array.get(index), shape.with(axis, to - from));
  }

  @Override
  public Tensor reshape(Shape wanted) {
    return result(array.reshape(wanted.rows(), wanted.columns()), wanted);
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    return result(array.broadcast(wanted.rows(), wanted.columns()), wanted);
  }

  @Override
  public Tensor stopGradient() {
    return result(array.stopGradient());
  }
}
