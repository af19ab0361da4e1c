package org.koopflow.numerics.host;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;

/** Numbers of row-major arrays at other places. */
final class Rearrangement {
  private Rearrangement() {}

  static double[] transpose(double[] data, int rows, int columns) {
    double[] result = new double[data.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = data[i * columns + j];
      }
    }
    return result;
  }

  /** Writes numbers at an index along an axis of a larger array, and gives the index behind. */
  static int copyInto(
      double[] data, Shape shape, double[] target, Shape joined, Axis axis, int at) {
    int columns = shape.columns();
    int row = axis == Axis.ROWS ? at : 0;
    int column = axis == Axis.COLUMNS ? at : 0;
    for (int i = 0; i < shape.rows(); i++) {
      System.arraycopy(data, i * columns, target, (row + i) * joined.columns() + column, columns);
    }
    return at + shape.along(axis);
  }

  /** The part that begins at an index along an axis. */
  static double[] slice(double[] data, Shape shape, Shape part, Axis axis, int from) {
    double[] result = new double[part.size()];
    int row = axis == Axis.ROWS ? from : 0;
    int column = axis == Axis.COLUMNS ? from : 0;
    for (int i = 0; i < part.rows(); i++) {
      System.arraycopy(
          data, (row + i) * shape.columns() + column, result, i * part.columns(), part.columns());
    }
    return result;
  }
}
