package org.koopflow.core.data;

import java.util.Arrays;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;

/** Functions of one row at a time, computed in double precision whatever the batch holds. */
final class Rows {
  private Rows() {}

  /** Fills the second row, which comes as zeros, from the first. */
  interface Function {
    void apply(double[] in, double[] out);
  }

  static Batch require(Batch batch, int columns) {
    if (batch.columns() != columns) {
      throw new IllegalArgumentException(
          "this transform takes " + columns + " columns, got " + batch);
    }
    return batch;
  }

  static Batch map(Batch batch, int columnsIn, int columnsOut, Function function) {
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

  static void copy(Batch batch, int row, double[] target) {
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
