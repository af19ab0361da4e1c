package org.koopflow.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A row-major matrix on the JVM heap: one row per sample, one column per coordinate. The only array
 * type that crosses a service boundary.
 *
 * <p>A batch is {@link Precision#FLOAT32} unless it was made from doubles. Factories and accessors
 * share the array instead of copying it; whoever hands an array over must not write to it again,
 * and whoever obtains one must treat it as read-only.
 */
public final class Batch {
  private final int rows;
  private final int columns;
  private final float[] floats;
  private final double[] doubles;

  private Batch(int rows, int columns, float[] floats, double[] doubles) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a batch needs non-negative sizes, got " + rows + " x " + columns);
    }
    long length = floats != null ? floats.length : doubles.length;
    if (length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a batch of "
              + rows
              + " x "
              + columns
              + " needs "
              + (long) rows * columns
              + " numbers, got "
              + length);
    }
    this.rows = rows;
    this.columns = columns;
    this.floats = floats;
    this.doubles = doubles;
  }

  /**
   * Number of entries of a matrix, if an array can hold them.
   *
   * @param rows row count
   * @param columns column count
   * @return {@code rows * columns}
   * @throws KoopflowException if no array can
   */
  public static int entries(int rows, int columns) {
    long entries = (long) rows * columns;
    if (entries > Integer.MAX_VALUE - 8) {
      throw new KoopflowException(
          rows
              + " x "
              + columns
              + " numbers are asked for at once, and at most "
              + (Integer.MAX_VALUE - 8)
              + " can be held");
    }
    return (int) entries;
  }

  /**
   * Wraps single-precision numbers without copying.
   *
   * @param rows number of samples
   * @param columns number of coordinates
   * @param data row-major numbers, length {@code rows * columns}
   * @return the batch
   */
  public static Batch of(int rows, int columns, float... data) {
    return new Batch(rows, columns, Objects.requireNonNull(data, "data"), null);
  }

  /**
   * Wraps double-precision numbers without copying.
   *
   * @param rows number of samples
   * @param columns number of coordinates
   * @param data row-major numbers, length {@code rows * columns}
   * @return the batch, of precision {@link Precision#FLOAT64}
   */
  public static Batch ofDoubles(int rows, int columns, double... data) {
    return new Batch(rows, columns, null, Objects.requireNonNull(data, "data"));
  }

  /**
   * A batch of zeros.
   *
   * @param rows number of samples
   * @param columns number of coordinates
   * @return the batch, single precision
   */
  public static Batch zeros(int rows, int columns) {
    return of(rows, columns, new float[entries(rows, columns)]);
  }

  /**
   * A batch whose numbers are all the same, for example one time for all samples.
   *
   * @param rows number of samples
   * @param columns number of coordinates
   * @param value the number
   * @return the batch, single precision
   */
  public static Batch filled(int rows, int columns, double value) {
    float[] data = new float[entries(rows, columns)];
    Arrays.fill(data, (float) value);
    return of(rows, columns, data);
  }

  /**
   * Stacks batches on top of one another.
   *
   * @param parts at least one batch, all with the same number of columns
   * @return single precision unless the first part is double
   */
  public static Batch stack(List<Batch> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to stack: the list of batches is empty");
    }
    Precision precision = parts.get(0).precision();
    int columns = parts.get(0).columns;
    int rows = 0;
    for (Batch part : parts) {
      if (part.columns != columns) {
        throw new IllegalArgumentException(
            "batches to stack need equal columns, got " + columns + " and " + part.columns);
      }
      rows = Math.addExact(rows, part.rows);
    }
    Batch result = allocate(precision, rows, columns);
    int at = 0;
    for (Batch part : parts) {
      System.arraycopy(part.to(precision).array(), 0, result.array(), at, part.size());
      at += part.size();
    }
    return result;
  }

  /**
   * Lays batches beside one another.
   *
   * @param parts at least one batch, all with the same number of rows
   * @return single precision unless the first part is double
   */
  public static Batch beside(List<Batch> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to lay side by side: the list is empty");
    }
    int rows = parts.get(0).rows;
    int columns = 0;
    for (Batch part : parts) {
      if (part.rows != rows) {
        throw new IllegalArgumentException(
            "batches to lay side by side need equal rows, got " + rows + " and " + part.rows);
      }
      columns = Math.addExact(columns, part.columns);
    }
    Batch result = allocate(parts.get(0).precision(), rows, columns);
    int at = 0;
    for (Batch part : parts) {
      Object from = part.to(result.precision()).array();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(
            from, row * part.columns, result.array(), row * columns + at, part.columns);
      }
      at += part.columns;
    }
    return result;
  }

  private static Batch allocate(Precision precision, int rows, int columns) {
    int length = entries(rows, columns);
    return precision == Precision.FLOAT32
        ? of(rows, columns, new float[length])
        : ofDoubles(rows, columns, new double[length]);
  }

  private Object array() {
    return floats != null ? floats : doubles;
  }

  /**
   * Number of samples.
   *
   * @return the row count
   */
  public int rows() {
    return rows;
  }

  /**
   * Number of coordinates of one sample.
   *
   * @return the column count
   */
  public int columns() {
    return columns;
  }

  /**
   * Number of numbers held.
   *
   * @return {@code rows * columns}
   */
  public int size() {
    return rows * columns;
  }

  /**
   * Width of the stored numbers.
   *
   * @return the precision
   */
  public Precision precision() {
    return floats != null ? Precision.FLOAT32 : Precision.FLOAT64;
  }

  /**
   * One number.
   *
   * @param row sample index
   * @param column coordinate index
   * @return the value, widened to double
   */
  public double get(int row, int column) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    int at = row * columns + column;
    return floats != null ? floats[at] : doubles[at];
  }

  /**
   * The numbers in single precision, row-major.
   *
   * @return the array held if this batch is single precision (read-only by convention), else a
   *     rounded copy
   */
  public float[] floats() {
    if (floats != null) {
      return floats;
    }
    float[] copy = new float[doubles.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) doubles[i];
    }
    return copy;
  }

  /**
   * The numbers in double precision, row-major.
   *
   * @return the array held if this batch is double precision (read-only by convention), else a
   *     widened copy
   */
  public double[] doubles() {
    if (doubles != null) {
      return doubles;
    }
    double[] copy = new double[floats.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = floats[i];
    }
    return copy;
  }

  /**
   * The same numbers in another precision.
   *
   * @param precision the wanted precision
   * @return this batch if it already has it
   */
  public Batch to(Precision precision) {
    if (precision == precision()) {
      return this;
    }
    return precision == Precision.FLOAT32
        ? of(rows, columns, floats())
        : ofDoubles(rows, columns, doubles());
  }

  /**
   * Consecutive rows, copied.
   *
   * @param from first row
   * @param to row after the last
   * @return a batch of {@code to - from} rows
   */
  public Batch rows(int from, int to) {
    Objects.checkFromToIndex(from, to, rows);
    Batch result = allocate(precision(), to - from, columns);
    System.arraycopy(array(), from * columns, result.array(), 0, result.size());
    return result;
  }

  /**
   * Chosen rows in the given order, copied; an index may occur more than once.
   *
   * @param indices row indices
   * @return a batch of {@code indices.length} rows
   */
  public Batch gather(int[] indices) {
    Batch result = allocate(precision(), indices.length, columns);
    for (int i = 0; i < indices.length; i++) {
      Objects.checkIndex(indices[i], rows);
      System.arraycopy(array(), indices[i] * columns, result.array(), i * columns, columns);
    }
    return result;
  }

  /**
   * Consecutive columns, copied.
   *
   * @param from first column
   * @param to column after the last
   * @return a batch of {@code to - from} columns
   */
  public Batch columns(int from, int to) {
    Objects.checkFromToIndex(from, to, columns);
    Batch result = allocate(precision(), rows, to - from);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(array(), row * columns + from, result.array(), row * (to - from), to - from);
    }
    return result;
  }

  /**
   * Whether every number is finite.
   *
   * @return false as soon as there is a NaN or an infinity
   */
  public boolean isFinite() {
    if (floats != null) {
      for (float value : floats) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    } else {
      for (double value : doubles) {
        if (!Double.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch
        && ((Batch) other).rows == rows
        && ((Batch) other).columns == columns
        && Arrays.equals(floats, ((Batch) other).floats)
        && Arrays.equals(doubles, ((Batch) other).doubles);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns)
        + (floats != null ? Arrays.hashCode(floats) : Arrays.hashCode(doubles));
  }

  @Override
  public String toString() {
    return "Batch[" + rows + " x " + columns + " " + precision() + "]";
  }
}
