package com.example.stranger.heap;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A row-major array that no operation writes to. Single operations and sums are computed in double
 * precision and rounded once. Operations along an axis are written for one axis; for the other the
 * tensor is transposed before and after. Those the api has a default for are left to it.
 */
final class HeapTensor implements Tensor {
  private final Computation computation;
  private final Shape shape;
  private final float[] data;

  HeapTensor(Computation computation, Shape shape, float[] data) {
    this.computation = computation;
    this.shape = shape;
    this.data = data;
  }

  Computation computation() {
    return computation;
  }

  Batch toBatch() {
    return Batch.of(shape.rows(), shape.columns(), data);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  private HeapTensor map(DoubleUnaryOperator function) {
    float[] result = new float[data.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) function.applyAsDouble(data[i]);
    }
    return computation.tensor(shape, result);
  }

  private HeapTensor with(Tensor other, DoubleBinaryOperator function) {
    HeapTensor right = computation.own(other);
    Shape size = shape.broadcast(right.shape);
    float[] result = new float[size.size()];
    int at = 0;
    for (int i = 0; i < size.rows(); i++) {
      for (int j = 0; j < size.columns(); j++) {
        result[at++] = (float) function.applyAsDouble(broadcast(i, j), right.broadcast(i, j));
      }
    }
    return computation.tensor(size, result);
  }

  /** The entry that stands at a place once rows or columns of length 1 are repeated. */
  private float broadcast(int row, int column) {
    int i = shape.rows() == 1 ? 0 : row;
    int j = shape.columns() == 1 ? 0 : column;
    return data[i * shape.columns() + j];
  }

  @Override
  public Tensor add(Tensor other) {
    return with(other, Double::sum);
  }

  @Override
  public Tensor subtract(Tensor other) {
    return with(other, (a, b) -> a - b);
  }

  @Override
  public Tensor multiply(Tensor other) {
    return with(other, (a, b) -> a * b);
  }

  @Override
  public Tensor divide(Tensor other) {
    return with(other, (a, b) -> a / b);
  }

  @Override
  public Tensor add(double value) {
    return map(x -> x + value);
  }

  @Override
  public Tensor multiply(double value) {
    return map(x -> x * value);
  }

  @Override
  public Tensor exp() {
    return map(Math::exp);
  }

  @Override
  public Tensor log() {
    return map(Math::log);
  }

  @Override
  public Tensor sin() {
    return map(Math::sin);
  }

  @Override
  public Tensor cos() {
    return map(Math::cos);
  }

  @Override
  public Tensor sqrt() {
    return map(Math::sqrt);
  }

  @Override
  public Tensor tanh() {
    return map(Math::tanh);
  }

  @Override
  public Tensor sigmoid() {
    return map(x -> 1 / (1 + Math.exp(-x)));
  }

  @Override
  public Tensor abs() {
    return map(Math::abs);
  }

  @Override
  public Tensor relu() {
    return map(x -> Math.max(x, 0));
  }

  @Override
  public Tensor matmul(Tensor other) {
    HeapTensor right = computation.own(other);
    Shape size = shape.matmul(right.shape);
    int n = size.columns();
    float[] result = new float[size.size()];
    for (int i = 0; i < size.rows(); i++) {
      double[] row = new double[n];
      for (int k = 0; k < shape.columns(); k++) {
        double factor = data[i * shape.columns() + k];
        for (int j = 0; j < n; j++) {
          row[j] += factor * right.data[k * n + j];
        }
      }
      for (int j = 0; j < n; j++) {
        result[i * n + j] = (float) row[j];
      }
    }
    return computation.tensor(size, result);
  }

  @Override
  public HeapTensor transpose() {
    float[] result = new float[data.length];
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < shape.columns(); j++) {
        result[j * shape.rows() + i] = data[i * shape.columns() + j];
      }
    }
    return computation.tensor(shape.transpose(), result);
  }

  @Override
  public HeapTensor sum(Axis axis) {
    return fold(axis, 0, Double::sum);
  }

  @Override
  public HeapTensor max(Axis axis) {
    return fold(axis, Double.NEGATIVE_INFINITY, Math::max);
  }

  private HeapTensor fold(Axis axis, double start, DoubleBinaryOperator operation) {
    if (axis == Axis.ROWS) {
      return transpose().fold(Axis.COLUMNS, start, operation).transpose();
    }
    float[] result = new float[shape.rows()];
    for (int i = 0; i < result.length; i++) {
      double folded = start;
      for (int j = 0; j < shape.columns(); j++) {
        folded = operation.applyAsDouble(folded, data[i * shape.columns() + j]);
      }
      result[i] = (float) folded;
    }
    return computation.tensor(shape.with(axis, 1), result);
  }

  @Override
  public Tensor concatenate(Axis axis, List<Tensor> others) {
    List<HeapTensor> parts = others.stream().map(computation::own).toList();
    return axis == Axis.ROWS
        ? stack(parts)
        : transpose().stack(parts.stream().map(HeapTensor::transpose).toList()).transpose();
  }

  private HeapTensor stack(List<HeapTensor> others) {
    int rows = shape.rows();
    for (HeapTensor other : others) {
      if (other.shape.columns() != shape.columns()) {
        throw new IllegalArgumentException(
            "tensors to join must agree along the other axis, got lengths "
                + shape.columns()
                + " and "
                + other.shape.columns());
      }
      rows += other.shape.rows();
    }
    Shape size = shape.with(Axis.ROWS, rows);
    float[] result = Arrays.copyOf(data, size.size());
    int at = data.length;
    for (HeapTensor other : others) {
      System.arraycopy(other.data, 0, result, at, other.data.length);
      at += other.data.length;
    }
    return computation.tensor(size, result);
  }

  @Override
  public HeapTensor slice(Axis axis, int from, int to) {
    if (from < 0 || from >= to || to > shape.along(axis)) {
      throw new IllegalArgumentException(
          "a slice of " + shape + " along " + axis + " cannot go from " + from + " to " + to);
    }
    if (axis == Axis.COLUMNS) {
      return transpose().slice(Axis.ROWS, from, to).transpose();
    }
    int n = shape.columns();
    return computation.tensor(
        shape.with(axis, to - from), Arrays.copyOfRange(data, from * n, to * n));
  }

  @Override
  public Tensor reshape(Shape wanted) {
    if (wanted.size() != shape.size()) {
      throw new IllegalArgumentException(
          shape + " has " + shape.size() + " entries, " + wanted + " has " + wanted.size());
    }
    return computation.tensor(wanted, data);
  }

  @Override
  public Tensor broadcastTo(Shape wanted) {
    if (!shape.broadcast(wanted).equals(wanted)) {
      throw new IllegalArgumentException(shape + " does not broadcast to " + wanted);
    }
    return with(computation.tensor(wanted, new float[wanted.size()]), (a, b) -> a);
  }

  /** Nothing is differentiated here, so there is nothing to stop. */
  @Override
  public Tensor stopGradient() {
    return this;
  }
}
