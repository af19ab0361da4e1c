package org.koopflow.api;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable dense matrix of doubles, row-major. It carries generators and their exponentials:
 * small, needed exactly, never differentiated. Decompositions are not its job.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final double[] data;

  private Matrix(int rows, int columns, double[] data) {
    if (rows < 0 || columns < 0 || data.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + " x " + columns + " cannot hold " + data.length + " numbers");
    }
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  /**
   * Wraps an array without copying; the caller gives it up.
   *
   * @param rows row count
   * @param columns column count
   * @param data row-major numbers
   * @return the matrix
   */
  public static Matrix of(int rows, int columns, double... data) {
    return new Matrix(rows, columns, Objects.requireNonNull(data, "data"));
  }

  /**
   * Copies nested arrays.
   *
   * @param rows at least one row, all of the same length
   * @return the matrix
   */
  public static Matrix ofRows(double[]... rows) {
    int columns = rows[0].length;
    double[] data = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " numbers, row 0 has " + columns);
      }
      System.arraycopy(rows[i], 0, data, i * columns, columns);
    }
    return new Matrix(rows.length, columns, data);
  }

  /**
   * The identity.
   *
   * @param n size
   * @return an n x n matrix
   */
  public static Matrix identity(int n) {
    double[] data = new double[n * n];
    for (int i = 0; i < n; i++) {
      data[i * n + i] = 1;
    }
    return new Matrix(n, n, data);
  }

  /**
   * A matrix of zeros.
   *
   * @param rows row count
   * @param columns column count
   * @return the matrix
   */
  public static Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns, new double[rows * columns]);
  }

  /**
   * Row count.
   *
   * @return the number of rows
   */
  public int rows() {
    return rows;
  }

  /**
   * Column count.
   *
   * @return the number of columns
   */
  public int columns() {
    return columns;
  }

  /**
   * One entry.
   *
   * @param row row index
   * @param column column index
   * @return the value
   */
  public double get(int row, int column) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    return data[row * columns + column];
  }

  /**
   * The entries, row-major, copied.
   *
   * @return a new array of length {@code rows * columns}
   */
  public double[] toArray() {
    return data.clone();
  }

  /**
   * Matrix product.
   *
   * @param other a matrix with as many rows as this one has columns
   * @return {@code this * other}
   */
  public Matrix times(Matrix other) {
    if (columns != other.rows) {
      throw new IllegalArgumentException(
          "cannot multiply " + this + " by " + other + ": inner sizes differ");
    }
    int n = other.columns;
    double[] product = new double[rows * n];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < columns; k++) {
        double a = data[i * columns + k];
        if (a != 0) {
          for (int j = 0; j < n; j++) {
            product[i * n + j] += a * other.data[k * n + j];
          }
        }
      }
    }
    return new Matrix(rows, n, product);
  }

  /**
   * Sum.
   *
   * @param other a matrix of the same size
   * @return {@code this + other}
   */
  public Matrix plus(Matrix other) {
    return plus(1, other);
  }

  /**
   * Sum with a scaled matrix.
   *
   * @param factor the scale
   * @param other a matrix of the same size
   * @return {@code this + factor * other}
   */
  public Matrix plus(double factor, Matrix other) {
    if (rows != other.rows || columns != other.columns) {
      throw new IllegalArgumentException("cannot add " + this + " and " + other);
    }
    double[] sum = new double[data.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = data[i] + factor * other.data[i];
    }
    return new Matrix(rows, columns, sum);
  }

  /**
   * Scaling.
   *
   * @param factor the scale
   * @return {@code factor * this}
   */
  public Matrix times(double factor) {
    return map(value -> factor * value);
  }

  /**
   * Applies a function to every entry.
   *
   * @param function the function
   * @return a new matrix
   */
  public Matrix map(DoubleUnaryOperator function) {
    return new Matrix(rows, columns, Arrays.stream(data).map(function).toArray());
  }

  /**
   * Transpose.
   *
   * @return the transposed matrix
   */
  public Matrix transpose() {
    double[] result = new double[data.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = data[i * columns + j];
      }
    }
    return new Matrix(columns, rows, result);
  }

  /**
   * The operator norm induced by the 1-norm: largest absolute column sum.
   *
   * @return the norm; NaN if an entry is NaN
   */
  public double norm1() {
    double largest = 0;
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        sum += Math.abs(data[i * columns + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /**
   * Whether every entry is finite.
   *
   * @return false as soon as there is a NaN or an infinity
   */
  public boolean isFinite() {
    return Arrays.stream(data).allMatch(Double::isFinite);
  }

  /**
   * The same numbers as a batch of doubles.
   *
   * @return a batch of {@code rows x columns}
   */
  public Batch toBatch() {
    return Batch.ofDoubles(rows, columns, data.clone());
  }

  /**
   * Copies a batch, widening its numbers.
   *
   * @param batch the source
   * @return a matrix of the same size
   */
  public static Matrix of(Batch batch) {
    return new Matrix(batch.rows(), batch.columns(), batch.doubles().clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matrix
        && ((Matrix) other).rows == rows
        && ((Matrix) other).columns == columns
        && Arrays.equals(data, ((Matrix) other).data);
  }

  @Override
  public int hashCode() {
    return 31 * rows + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " x " + columns + "]";
  }
}
