package org.koopflow.api.tensor;

import org.koopflow.api.Batch;

/**
 * Size of a tensor. Every tensor is a matrix: samples lie in rows, a scalar is 1 x 1, a bias 1 x n.
 *
 * @param rows row count, at least 1
 * @param columns column count, at least 1
 */
public record Shape(int rows, int columns) {
  /**
   * Checks the sizes.
   *
   * @param rows row count
   * @param columns column count
   */
  public Shape {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a tensor needs at least one row and one column, got " + rows + " x " + columns);
    }
  }

  /**
   * Size of the result of an elementwise operation: sizes are equal or one of them is 1.
   *
   * @param other the other operand's shape
   * @return the broadcast shape
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Shape broadcast(Shape other) {
    return new Shape(broadcast(rows, other.rows, other), broadcast(columns, other.columns, other));
  }

  private int broadcast(int mine, int theirs, Shape other) {
    if (mine == theirs || theirs == 1) {
      return mine;
    }
    if (mine == 1) {
      return theirs;
    }
    throw new IllegalArgumentException(
        "shapes " + this + " and " + other + " do not broadcast: sizes must be equal or 1");
  }

  /**
   * Size of a matrix product.
   *
   * @param other the right factor's shape
   * @return rows of this by columns of the other
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public Shape matmul(Shape other) {
    if (columns != other.rows) {
      throw new IllegalArgumentException(
          "cannot multiply " + this + " by " + other + ": inner sizes differ");
    }
    return new Shape(rows, other.columns);
  }

  /**
   * Size after exchanging rows and columns.
   *
   * @return the transposed shape
   */
  public Shape transpose() {
    return new Shape(columns, rows);
  }

  /**
   * Length along an axis.
   *
   * @param axis the axis
   * @return row count for {@link Axis#ROWS}, column count for {@link Axis#COLUMNS}
   */
  public int along(Axis axis) {
    return axis == Axis.ROWS ? rows : columns;
  }

  /**
   * The same shape with another length along an axis.
   *
   * @param axis the axis to change
   * @param length the new length
   * @return the changed shape
   */
  public Shape with(Axis axis, int length) {
    return axis == Axis.ROWS ? new Shape(length, columns) : new Shape(rows, length);
  }

  /**
   * Size of what is taken along an axis.
   *
   * @param axis the axis
   * @param indices which rows or columns, in which order
   * @return the same shape with as many rows or columns as there are indices
   * @throws IllegalArgumentException if an index is beyond the last
   */
  public Shape take(Axis axis, Indices indices) {
    indices.requireWithin(this + " along " + axis, along(axis));
    return with(axis, indices.length());
  }

  /**
   * Number of entries.
   *
   * @return {@code rows * columns}
   * @throws org.koopflow.api.KoopflowException if no array can hold them
   */
  public int size() {
    return Batch.entries(rows, columns);
  }

  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
