package org.koopflow.graph.testing;

import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;

/** Row-major numbers of a size. */
public record Matrix(Shape shape, double[] data) {
  public static Matrix of(Batch value) {
    return new Matrix(new Shape(value.rows(), value.columns()), value.doubles().clone());
  }

  /** A matrix to be filled; reading what nobody has written shows. */
  public static Matrix empty(Shape shape) {
    double[] data = new double[shape.size()];
    java.util.Arrays.fill(data, Double.NaN);
    return new Matrix(shape, data);
  }

  public int rows() {
    return shape.rows();
  }

  public int columns() {
    return shape.columns();
  }

  public double get(int row, int column) {
    return data[row * columns() + column];
  }

  void set(int row, int column, double value) {
    data[row * columns() + column] = value;
  }

  public Batch toBatch() {
    return Batch.ofDoubles(rows(), columns(), data.clone());
  }
}
