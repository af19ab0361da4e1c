package org.koopflow.numerics.host;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.Batch;
import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A tensor of doubles on the JVM heap that computes at once and knows no gradients. It runs the
 * functions that backends train, in double precision and without a backend: for generators, which
 * are wanted exactly, and as a reference for backends. Immutable, safe for any number of threads.
 */
public final class HostTensor implements Tensor {
  private final Shape shape;
  private final double[] data;

  private HostTensor(Shape shape, double[] data) {
    this.shape = shape;
    this.data = data;
  }

  /**
   * Wraps numbers without copying; the caller gives the array up.
   *
   * @param shape rows and columns
   * @param data row-major numbers, as many as the shape holds
   * @return the tensor
   * @throws IllegalArgumentException if the number of numbers is wrong
   */
  public static HostTensor of(Shape shape, double... data) {
    if (data.length != shape.size()) {
      throw new IllegalArgumentException(
          "a tensor of " + shape + " needs " + shape.size() + " numbers, got " + data.length);
    }
    return new HostTensor(shape, data);
  }

  /**
   * Widens a batch.
   *
   * @param batch at least one row and one column
   * @return a tensor of the same size
   * @throws IllegalArgumentException if the batch is empty
   */
  public static HostTensor of(Batch batch) {
    return new HostTensor(new Shape(batch.rows(), batch.columns()), batch.doubles());
  }

  /**
   * Copies a matrix.
   *
   * @param matrix at least one row and one column
   * @return a tensor of the same size
   * @throws IllegalArgumentException if the matrix is empty
   */
  public static HostTensor of(Matrix matrix) {
    return new HostTensor(new Shape(matrix.rows(), matrix.columns()), matrix.toArray());
  }

  /**
   * The numbers as a batch.
   *
   * @return rows x columns in double precision, sharing this tensor's numbers
   */
  public Batch toBatch() {
    return Batch.ofDoubles(shape.rows(), shape.columns(), data);
  }

  /**
   * The numbers as a matrix.
   *
   * @return rows x columns
   */
  public Matrix toMatrix() {
    return Matrix.of(shape.rows(), shape.columns(), data.clone());
  }

  /**
   * One entry.
   *
   * @param row row index
   * @param column column index
   * @return the number
   */
  public double get(int row, int column) {
    Objects.checkIndex(row, shape.rows());
    Objects.checkIndex(column, shape.columns());
    return data[row * shape.columns() + column];
  }

  /**
   * Recognises a tensor of this kind.
   *
   * @param tensor any tensor
   * @return the same tensor
   * @throws IllegalStateException if it belongs to another computation
   */
  public static HostTensor require(Tensor tensor) {
    if (Objects.requireNonNull(tensor, "tensor") instanceof HostTensor host) {
      return host;
    }
    throw new IllegalStateException(
        "a host tensor meets a tensor of another computation, "
            + tensor.getClass().getSimpleName());
  }

  private HostTensor map(DoubleUnaryOperator function) {
    return new HostTensor(shape, Elementwise.map(data, function));
  }

  private HostTensor combine(Tensor tensor, DoubleBinaryOperator operation) {
    HostTensor other = require(tensor);
    Shape common = shape.broadcast(other.shape);
    return new HostTensor(
        common, Elementwise.combine(data, shape, other.data, other.shape, common, operation));
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public HostTensor add(Tensor other) {
    return combine(other, Double::sum);
  }

  @Override
  public HostTensor subtract(Tensor other) {
    return combine(other, (a, b) -> a - b);
  }

  @Override
  public HostTensor multiply(Tensor other) {
    return combine(other, (a, b) -> a * b);
  }

  @Override
  public HostTensor divide(Tensor other) {
    return combine(other, (a, b) -> a / b);
  }

  @Override
  public HostTensor add(double value) {
    return map(x -> x + value);
  }

  @Override
  public HostTensor multiply(double value) {
    return map(x -> x * value);
  }

  @Override
  public HostTensor matmul(Tensor tensor) {
    HostTensor other = require(tensor);
    Shape result = shape.matmul(other.shape);
    return new HostTensor(
        result,
        HostProducts.multiply(data, other.data, result.rows(), shape.columns(), result.columns()));
  }

  @Override
  public HostTensor transpose() {
    return new HostTensor(
        shape.transpose(), Rearrangement.transpose(data, shape.rows(), shape.columns()));
  }

  @Override
  public HostTensor exp() {
    return map(Math::exp);
  }

  @Override
  public HostTensor log() {
    return map(Math::log);
  }

  @Override
  public HostTensor sin() {
    return map(Math::sin);
  }

  @Override
  public HostTensor cos() {
    return map(Math::cos);
  }

  @Override
  public HostTensor sqrt() {
    return map(Math::sqrt);
  }

  @Override
  public HostTensor tanh() {
    return map(Math::tanh);
  }

  @Override
  public HostTensor sigmoid() {
    return map(x -> 1 / (1 + Math.exp(-x)));
  }

  @Override
  public HostTensor abs() {
    return map(Math::abs);
  }

  @Override
  public HostTensor relu() {
    return map(x -> Math.max(x, 0));
  }

  @Override
  public HostTensor sum(Axis axis) {
    return reduce(axis, 0, Double::sum);
  }

  @Override
  public HostTensor max(Axis axis) {
    return reduce(axis, Double.NEGATIVE_INFINITY, Math::max);
  }

  private HostTensor reduce(Axis axis, double start, DoubleBinaryOperator operation) {
    Shape reduced = shape.with(axis, 1);
    return new HostTensor(reduced, Elementwise.reduce(data, shape, axis, start, operation));
  }

  @Override
  public HostTensor concatenate(Axis axis, List<Tensor> others) {
    List<HostTensor> tail = others.stream().map(HostTensor::require).toList();
    Axis across = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
    int length = shape.along(axis);
    for (HostTensor other : tail) {
      if (other.shape.along(across) != shape.along(across)) {
        throw new IllegalArgumentException(
            "cannot concatenate " + shape + " and " + other.shape + " along " + axis);
      }
      length = Math.addExact(length, other.shape.along(axis));
    }
    Shape joined = shape.with(axis, length);
    double[] result = new double[joined.size()];
    int at = Rearrangement.copyInto(data, shape, result, joined, axis, 0);
    for (HostTensor other : tail) {
      at = Rearrangement.copyInto(other.data, other.shape, result, joined, axis, at);
    }
    return new HostTensor(joined, result);
  }

  @Override
  public HostTensor slice(Axis axis, int from, int to) {
    if (from < 0 || to <= from || to > shape.along(axis)) {
      throw new IllegalArgumentException(
          "cannot slice " + axis + " " + from + " to " + to + " out of a tensor of " + shape);
    }
    Shape part = shape.with(axis, to - from);
    return new HostTensor(part, Rearrangement.slice(data, shape, part, axis, from));
  }

  @Override
  public HostTensor take(Axis axis, Indices indices) {
    Shape taken = shape.take(axis, indices);
    double[] result = new double[taken.size()];
    int columns = shape.columns();
    int count = indices.length();
    for (int k = 0; k < count; k++) {
      int index = indices.get(k);
      if (index == Indices.ZERO) {
        continue;
      }
      if (axis == Axis.ROWS) {
        System.arraycopy(data, index * columns, result, k * columns, columns);
      } else {
        for (int i = 0; i < shape.rows(); i++) {
          result[i * count + k] = data[i * columns + index];
        }
      }
    }
    return new HostTensor(taken, result);
  }

  @Override
  public HostTensor reshape(Shape target) {
    if (target.size() != shape.size()) {
      throw new IllegalArgumentException(
          "cannot reshape " + shape + " to " + target + ": sizes differ");
    }
    return new HostTensor(target, data);
  }

  @Override
  public HostTensor broadcastTo(Shape target) {
    if (!shape.broadcast(target).equals(target)) {
      throw new IllegalArgumentException(
          "a tensor of " + shape + " does not broadcast to " + target);
    }
    return combine(new HostTensor(target, new double[target.size()]), (mine, ignored) -> mine);
  }

  @Override
  public HostTensor stopGradient() {
    return this;
  }

  @Override
  public String toString() {
    return "HostTensor[" + shape + "]";
  }
}
