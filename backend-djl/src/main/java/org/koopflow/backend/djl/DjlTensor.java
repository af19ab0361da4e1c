package org.koopflow.backend.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.UnaryOperator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** A matrix in PyTorch's memory. Sizes are checked here, before PyTorch sees them. */
final class DjlTensor implements Tensor {
  private static final int ROWS = 0;
  private static final int COLUMNS = 1;

  private final Computation computation;
  private final PtNDArray array;
  private final Shape shape;

  DjlTensor(Computation computation, PtNDArray array, Shape shape) {
    this.computation = computation;
    this.array = array;
    this.shape = shape;
  }

  Computation computation() {
    return computation;
  }

  /** The array, if its computation still runs. */
  PtNDArray array() {
    computation.requireOpen();
    return array;
  }

  static ai.djl.ndarray.types.Shape toDjl(Shape shape) {
    return new ai.djl.ndarray.types.Shape(shape.rows(), shape.columns());
  }

  private static int dimension(Axis axis) {
    return axis == Axis.ROWS ? ROWS : COLUMNS;
  }

  private interface Operation {
    PtNDArray apply(PtNDArray left, PtNDArray right);
  }

  private DjlTensor elementwise(Tensor other, Operation operation) {
    PtNDArray left = array();
    PtNDArray right = computation.own(other).array;
    Shape size = shape.broadcast(other.shape());
    return computation.tensor(operation.apply(left, right), size);
  }

  private DjlTensor map(UnaryOperator<PtNDArray> operation) {
    return computation.tensor(operation.apply(array()), shape);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor add(Tensor other) {
    return elementwise(other, JniUtils::add);
  }

  @Override
  public Tensor subtract(Tensor other) {
    return elementwise(other, JniUtils::sub);
  }

  @Override
  public Tensor multiply(Tensor other) {
    return elementwise(other, JniUtils::mul);
  }

  @Override
  public Tensor divide(Tensor other) {
    return elementwise(other, JniUtils::div);
  }

  @Override
  public Tensor add(double value) {
    return map(x -> JniUtils.add(x, computation.scalar(value)));
  }

  @Override
  public Tensor multiply(double value) {
    return map(x -> JniUtils.mul(x, computation.scalar(value)));
  }

  @Override
  public Tensor negate() {
    return map(JniUtils::neg);
  }

  @Override
  public Tensor matmul(Tensor other) {
    PtNDArray left = array();
    PtNDArray right = computation.own(other).array;
    Shape product = shape.matmul(other.shape());
    return computation.tensor(JniUtils.matmul(left, right), product);
  }

  @Override
  public Tensor transpose() {
    return computation.tensor(JniUtils.transpose(array(), ROWS, COLUMNS), shape.transpose());
  }

  @Override
  public Tensor linear(Tensor weight, Tensor bias) {
    PtNDArray x = array();
    PtNDArray w = computation.own(weight).array;
    PtNDArray b = computation.own(bias).array;
    Shape product = shape.matmul(weight.shape().transpose());
    if (!bias.shape().equals(new Shape(1, product.columns()))) {
      throw new IllegalArgumentException(
          "the bias of a layer with "
              + product.columns()
              + " outputs is 1 x "
              + product.columns()
              + ", got "
              + bias.shape());
    }
    return computation.tensor(JniUtils.linear(x, w, b), product);
  }

  @Override
  public Tensor exp() {
    return map(JniUtils::exp);
  }

  @Override
  public Tensor log() {
    return map(JniUtils::log);
  }

  @Override
  public Tensor sin() {
    return map(JniUtils::sin);
  }

  @Override
  public Tensor cos() {
    return map(JniUtils::cos);
  }

  @Override
  public Tensor sqrt() {
    return map(JniUtils::sqrt);
  }

  @Override
  public Tensor tanh() {
    return map(JniUtils::tanh);
  }

  @Override
  public Tensor sigmoid() {
    return map(JniUtils::sigmoid);
  }

  @Override
  public Tensor abs() {
    return map(JniUtils::abs);
  }

  @Override
  public Tensor relu() {
    return map(JniUtils::relu);
  }

  @Override
  public Tensor sum(Axis axis) {
    PtNDArray sum = JniUtils.sum(array(), new long[] {dimension(axis)}, true);
    return computation.tensor(sum, shape.with(axis, 1));
  }

  @Override
  public Tensor mean(Axis axis) {
    PtNDArray mean = JniUtils.mean(array(), dimension(axis), true);
    return computation.tensor(mean, shape.with(axis, 1));
  }

  @Override
  public Tensor max(Axis axis) {
    PtNDArray largest = JniUtils.max(array(), dimension(axis), true);
    return computation.tensor(largest, shape.with(axis, 1));
  }

  @Override
  public Tensor sum() {
    PtNDArray sum = JniUtils.sum(array(), new long[] {ROWS, COLUMNS}, true);
    return computation.tensor(sum, new Shape(1, 1));
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    PtNDArray[] parts = new PtNDArray[1 + others.size()];
    parts[0] = array();
    Axis across = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
    int length = shape.along(axis);
    for (int i = 0; i < others.size(); i++) {
      Shape other = others.get(i).shape();
      if (other.along(across) != shape.along(across)) {
        throw new IllegalArgumentException(
            "cannot concatenate " + shape + " and " + other + " along " + axis);
      }
      length = Math.addExact(length, other.along(axis));
      parts[1 + i] = computation.own(others.get(i)).array;
    }
    return computation.tensor(JniUtils.cat(parts, dimension(axis)), shape.with(axis, length));
  }

  @Override
  public Tensor slice(Axis axis, int from, int to) {
    if (from < 0 || from >= to || to > shape.along(axis)) {
      throw new IllegalArgumentException(
          "cannot slice " + shape + " along " + axis + " from " + from + " to " + to);
    }
    PtNDArray part = JniUtils.slice(array(), dimension(axis), from, to, 1);
    return computation.tensor(part, shape.with(axis, to - from));
  }

  /** As a lookup of rows, which PyTorch differentiates by adding rows: its quickest gather. */
  @Override
  public Tensor take(Axis axis, Indices indices) {
    Shape taken = shape.take(axis, indices);
    boolean rows = axis == Axis.ROWS;
    PtNDArray source = rows ? array() : JniUtils.transpose(array(), ROWS, COLUMNS);
    int length = shape.along(axis);
    // What is no index finds the row of zeros behind the others.
    PtNDArray zero = computation.full(toDjl(new Shape(1, shape.size() / length)), 0);
    PtNDArray found =
        JniUtils.embedding(
            computation.places(indices, length),
            JniUtils.cat(new PtNDArray[] {source, zero}, ROWS),
            false);
    return computation.tensor(rows ? found : JniUtils.transpose(found, ROWS, COLUMNS), taken);
  }

  @Override
  public Tensor convolve(Tensor kernel, Convolution sizes) {
    PtNDArray images = array();
    PtNDArray weights = computation.own(kernel).array;
    Shape result = sizes.result(shape, kernel.shape());
    ImageLayout in = sizes.input();
    PtNDArray convolved =
        JniUtils.convolution(
            JniUtils.reshape(
                images, new long[] {shape.rows(), in.channels(), in.height(), in.width()}),
            JniUtils.reshape(
                weights,
                new long[] {sizes.outputs(), in.channels(), sizes.kernel(), sizes.kernel()}),
            null,
            onBothAxes(sizes.stride()),
            onBothAxes(sizes.padding()),
            onBothAxes(1),
            1);
    return computation.tensor(
        JniUtils.reshape(convolved, new long[] {result.rows(), result.columns()}), result);
  }

  private static ai.djl.ndarray.types.Shape onBothAxes(int length) {
    return new ai.djl.ndarray.types.Shape(length, length);
  }

  @Override
  public Tensor reshape(Shape wanted) {
    if (wanted.size() != shape.size()) {
      throw new IllegalArgumentException(
          "cannot reshape " + shape + " to " + wanted + ": sizes differ");
    }
    PtNDArray reshaped = JniUtils.reshape(array(), new long[] {wanted.rows(), wanted.columns()});
    return computation.tensor(reshaped, wanted);
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    if (!shape.broadcast(wanted).equals(wanted)) {
      throw new IllegalArgumentException("cannot broadcast " + shape + " to " + wanted);
    }
    return computation.tensor(JniUtils.broadcast(array(), toDjl(wanted)), wanted);
  }

  @Override
  public Tensor stopGradient() {
    return map(JniUtils::detachGradient);
  }
}
