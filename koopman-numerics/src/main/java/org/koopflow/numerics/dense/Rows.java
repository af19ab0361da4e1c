package org.koopflow.numerics.dense;

import java.util.Arrays;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;

/** Functions of one row at a time, computed in double precision whatever the batch holds. */
public final class Rows {
  private Rows() {}

  /** A function of one row. */
  public interface Function {
    /**
     * Computes one row.
     *
     * @param in the row
     * @param out receives the result; comes as zeros
     */
    void apply(double[] in, double[] out);
  }

  /**
   * Checks the width of rows.
   *
   * @param batch the rows
   * @param columns columns they must have
   * @return the same rows
   */
  public static Batch require(Batch batch, int columns) {
    if (batch.columns() != columns) {
      throw new IllegalArgumentException(
          "this transform takes " + columns + " columns, got " + batch);
    }
    return batch;
  }

  /**
   * Applies a function to every row.
   *
   * @param batch the rows
   * @param columnsIn columns they must have
   * @param columnsOut columns of the result
   * @param function the function
   * @return as many rows, of the same precision
   */
  public static Batch map(Batch batch, int columnsIn, int columnsOut, Function function) {
    require(batch, columnsIn);
    int rows = batch.rows();
    int length = Math.multiplyExact(rows, columnsOut);
    boolean single = batch.precision() == Precision.FLOAT32;
    float[] floats = single ? new float[length] : null;
    double[] doubles = single ? null : new double[length];
    double[] in = new double[columnsIn];
    double[] out = new double[columnsOut];
    for (int row = 0; row < rows; row++) {
      copy(batch, row, in);
      Arrays.fill(out, 0);
      function.apply(in, out);
      for (int j = 0; j < columnsOut; j++) {
        if (floats != null) {
          floats[row * columnsOut + j] = (float) out[j];
        } else {
          doubles[row * columnsOut + j] = out[j];
        }
      }
    }
    return floats != null
        ? Batch.of(rows, columnsOut, floats)
        : Batch.ofDoubles(rows, columnsOut, doubles);
  }

  /**
   * Reads one row in double precision.
   *
   * @param batch rows as wide as the target
   * @param row which
   * @param target receives the row
   */
  public static void copy(Batch batch, int row, double[] target) {
    int from = row * target.length;
    if (batch.precision() == Precision.FLOAT32) {
      float[] values = batch.floats();
      for (int j = 0; j < target.length; j++) {
        target[j] = values[from + j];
      }
    } else {
      System.arraycopy(batch.doubles(), from, target, 0, target.length);
    }
  }
}
