package org.koopflow.api.tensor;

import java.util.List;
import java.util.Objects;
import org.koopflow.api.Batch;

/**
 * Size of a tensor. Every tensor is a matrix: samples lie in rows, a scalar is 1 x 1, a bias 1 x n.
 *
 * <p>A shape may be <em>symbolic</em>: it says "any number of rows" ({@link #anyRows}), a number R
 * that is the same for all symbolic shapes of a function, so that a function recorded once serves
 * every batch. What is made of such a shape stays exact: 4R x 3 is four rows for each, 5 x R its
 * columns after a transposition. Whoever asks for a number that is not known, or mixes an unknown
 * length with a known one, is refused, and a function that does so is recorded anew for each
 * number. So write {@code shape.with(COLUMNS, 1)} rather than {@code new Shape(shape.rows(), 1)},
 * and {@link #inRowsOf} for images taken apart: both say the same of any number of rows.
 *
 * <p>Symbolic shapes are equal if they are so for every number of rows; a symbolic shape equals no
 * other.
 */
public final class Shape {
  private final Length rows;
  private final Length columns;

  /**
   * A shape of known size.
   *
   * @param rows row count, at least 1
   * @param columns column count, at least 1
   * @throws IllegalArgumentException if one is less than 1
   */
  public Shape(int rows, int columns) {
    this(new Length(rows, false), new Length(columns, false));
  }

  private Shape(Length rows, Length columns) {
    if (rows.count() < 1 || columns.count() < 1) {
      throw new IllegalArgumentException(
          "a tensor needs at least one row and one column, got " + rows + " x " + columns);
    }
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Any number of rows.
   *
   * @param columns column count, at least 1
   * @return R x columns
   * @throws IllegalArgumentException if there is no column
   */
  public static Shape anyRows(int columns) {
    return new Shape(new Length(1, true), new Length(columns, false));
  }

  /**
   * Whether a length is not known.
   *
   * @return true if this is made of a shape of {@linkplain #anyRows any number of rows}
   */
  public boolean isSymbolic() {
    return isSymbolic(Axis.ROWS) || isSymbolic(Axis.COLUMNS);
  }

  /**
   * Whether the length along an axis is not known.
   *
   * @param axis the axis
   * @return true if it is a multiple of R
   */
  public boolean isSymbolic(Axis axis) {
    return length(axis).multiple();
  }

  /**
   * The shape for a number of rows.
   *
   * @param number what R is, at least 1
   * @return a shape of known size; this one if it is not symbolic
   * @throws IllegalArgumentException if the number is less than 1
   * @throws ArithmeticException if a length is more than an int can count
   */
  public Shape at(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("a batch has at least one row, got " + number);
    }
    return isSymbolic() ? new Shape(rows.at(number), columns.at(number)) : this;
  }

  /**
   * Row count.
   *
   * @return how many rows there are, at least 1
   * @throws IllegalStateException if it is not known
   */
  public int rows() {
    return along(Axis.ROWS);
  }

  /**
   * Column count.
   *
   * @return how many columns there are, at least 1
   * @throws IllegalStateException if it is not known
   */
  public int columns() {
    return along(Axis.COLUMNS);
  }

  private Length length(Axis axis) {
    return axis == Axis.ROWS ? rows : columns;
  }

  private Shape with(Axis axis, Length length) {
    return axis == Axis.ROWS ? new Shape(length, columns) : new Shape(rows, length);
  }

  private IllegalStateException unknown(String what) {
    return new IllegalStateException(
        what + " of " + this + " is not known: the function is recorded for any number R of rows");
  }

  /** Why two shapes do not fit: lengths differ, or they cannot be compared. */
  private static String unlike(Length one, Length other, String otherwise) {
    return one.adds(other) ? otherwise : "any number R of rows cannot be matched with a fixed one";
  }

  /**
   * Size of the result of an elementwise operation: sizes are equal or one of them is 1.
   *
   * @param other the other operand's shape
   * @return the broadcast shape
   * @throws IllegalArgumentException if the shapes do not fit, or a length that is not known meets
   *     one that is, other than 1
   */
  public Shape broadcast(Shape other) {
    return new Shape(broadcast(Axis.ROWS, other), broadcast(Axis.COLUMNS, other));
  }

  private Length broadcast(Axis axis, Shape other) {
    Length mine = length(axis);
    Length theirs = other.length(axis);
    Length both = mine.broadcast(theirs);
    if (both == null) {
      throw new IllegalArgumentException(
          "shapes "
              + this
              + " and "
              + other
              + " do not broadcast: "
              + unlike(mine, theirs, "sizes must be equal or 1"));
    }
    return both;
  }

  /**
   * Size of a matrix product.
   *
   * @param other the right factor's shape
   * @return rows of this by columns of the other
   * @throws IllegalArgumentException if the inner sizes differ, or only one of them is known
   */
  public Shape matmul(Shape other) {
    if (!columns.equals(other.rows)) {
      throw new IllegalArgumentException(
          "cannot multiply "
              + this
              + " by "
              + other
              + ": "
              + unlike(columns, other.rows, "inner sizes differ"));
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
   * @throws IllegalStateException if it is not known
   */
  public int along(Axis axis) {
    Length length = length(axis);
    if (length.multiple()) {
      throw unknown(axis == Axis.ROWS ? "the number of rows" : "the number of columns");
    }
    return length.count();
  }

  /**
   * The same shape with another length along an axis.
   *
   * @param axis the axis to change
   * @param length the new length
   * @return the changed shape
   */
  public Shape with(Axis axis, int length) {
    return with(axis, new Length(length, false));
  }

  /**
   * The same shape, as long as another along an axis, whether its length is known or not.
   *
   * @param other the shape that has the length
   * @param axis the axis to change
   * @return the changed shape
   */
  public Shape asLongAs(Shape other, Axis axis) {
    return with(axis, other.length(axis));
  }

  /**
   * The shape of the same entries, read row by row, in rows of another length.
   *
   * @param length column count of the result
   * @return as many rows as that takes
   * @throws IllegalArgumentException if rows are left that are not full, for some number of rows
   * @throws IllegalStateException if neither rows nor columns are known
   */
  public Shape inRowsOf(int length) {
    if (rows.multiple() && columns.multiple()) {
      throw unknown("the number of entries");
    }
    int count = Math.multiplyExact(rows.count(), columns.count());
    if (length < 1 || count % length != 0) {
      throw new IllegalArgumentException(
          "the entries of " + this + " do not fill rows of " + length + " columns");
    }
    return new Shape(new Length(count / length, isSymbolic()), new Length(length, false));
  }

  /**
   * Whether another shape has as many entries.
   *
   * @param other a shape
   * @return true if one can be reshaped to the other, for every number of rows if it is not known
   */
  public boolean sameSize(Shape other) {
    return entries() == other.entries() && unknowns() == other.unknowns();
  }

  private long entries() {
    return (long) rows.count() * columns.count();
  }

  private int unknowns() {
    return (rows.multiple() ? 1 : 0) + (columns.multiple() ? 1 : 0);
  }

  /**
   * Size of what is put behind one another.
   *
   * @param axis the axis along which lengths are summed
   * @param other the shape of what is appended, equal along the other axis
   * @return the shape of both
   * @throws IllegalArgumentException if they differ along the other axis, or only one of the
   *     lengths is known
   */
  public Shape concatenate(Axis axis, Shape other) {
    Axis across = axis == Axis.ROWS ? Axis.COLUMNS : Axis.ROWS;
    boolean fits = length(across).equals(other.length(across));
    if (!fits || !length(axis).adds(other.length(axis))) {
      throw new IllegalArgumentException(
          "cannot concatenate "
              + this
              + " and "
              + other
              + " along "
              + axis
              + ": "
              + (fits
                  ? unlike(length(axis), other.length(axis), "")
                  : unlike(length(across), other.length(across), "other sizes differ")));
    }
    return with(axis, length(axis).plus(other.length(axis)));
  }

  /**
   * Refuses parts that are not the whole.
   *
   * @param axis the axis along which the parts lie
   * @param parts their shapes, of which the length along the axis counts
   * @throws IllegalArgumentException if the parts together are not as long as this, or nobody can
   *     say because some of the lengths are not known
   */
  public void requireWhole(Axis axis, List<Shape> parts) {
    Length whole = length(axis);
    List<Length> lengths = parts.stream().map(part -> part.length(axis)).toList();
    boolean fits =
        lengths.stream().allMatch(whole::adds)
            && lengths.stream().mapToLong(Length::count).sum() == whole.count();
    if (!fits) {
      throw new IllegalArgumentException(
          "cannot split " + this + " along " + axis + " into parts of " + lengths);
    }
  }

  /**
   * Size of a contiguous part. Beyond the end of an axis of unknown length nothing can be refused
   * before it is known.
   *
   * @param axis the axis to cut
   * @param from first index kept
   * @param to index after the last one kept, greater than {@code from}
   * @return the shape of the part
   * @throws IllegalArgumentException if the part is empty or reaches beyond the axis
   */
  public Shape slice(Axis axis, int from, int to) {
    Length length = length(axis);
    if (from < 0 || from >= to || !length.multiple() && to > length.count()) {
      throw new IllegalArgumentException(
          "cannot slice " + this + " along " + axis + " from " + from + " to " + to);
    }
    return with(axis, to - from);
  }

  /**
   * Size of what is taken along an axis. Beyond the end of an axis of unknown length nothing can be
   * refused before it is known.
   *
   * @param axis the axis
   * @param indices which rows or columns, in which order
   * @return the same shape with as many rows or columns as there are indices
   * @throws IllegalArgumentException if an index is beyond the last
   */
  public Shape take(Axis axis, Indices indices) {
    if (!isSymbolic(axis)) {
      indices.requireWithin(this + " along " + axis, along(axis));
    }
    return with(axis, indices.length());
  }

  /**
   * Number of entries.
   *
   * @return {@code rows * columns}
   * @throws IllegalStateException if it is not known
   * @throws org.koopflow.api.KoopflowException if no array can hold them
   */
  public int size() {
    if (isSymbolic()) {
      throw unknown("the number of entries");
    }
    return Batch.entries(rows.count(), columns.count());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Shape shape && rows.equals(shape.rows) && columns.equals(shape.columns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rows, columns);
  }

  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
