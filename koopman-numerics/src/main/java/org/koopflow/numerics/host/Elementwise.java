package org.koopflow.numerics.host;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;

/** Functions of single numbers, of pairs of them and along an axis, on row-major arrays. */
final class Elementwise {
  private Elementwise() {}

  static double[] map(double[] data, DoubleUnaryOperator function) {
    double[] result = new double[data.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = function.applyAsDouble(data[i]);
    }
    return result;
  }

  /** Of two arrays that are repeated along sizes of 1 until they have a common shape. */
  static double[] combine(
      double[] one,
      Shape shape,
      double[] other,
      Shape otherShape,
      Shape common,
      DoubleBinaryOperator operation) {
    double[] result = new double[common.size()];
    int columns = common.columns();
    // A size of 1 is repeated by standing still along it.
    int row = shape.rows() == 1 ? 0 : shape.columns();
    int column = shape.columns() == 1 ? 0 : 1;
    int otherRow = otherShape.rows() == 1 ? 0 : otherShape.columns();
    int otherColumn = otherShape.columns() == 1 ? 0 : 1;
    for (int i = 0; i < common.rows(); i++) {
      for (int j = 0; j < columns; j++) {
        result[i * columns + j] =
            operation.applyAsDouble(
                one[i * row + j * column], other[i * otherRow + j * otherColumn]);
      }
    }
    return result;
  }

  /** Along an axis, whose size becomes 1. */
  static double[] reduce(
      double[] data, Shape shape, Axis axis, double start, DoubleBinaryOperator operation) {
    double[] result = new double[shape.with(axis, 1).size()];
    Arrays.fill(result, start);
    int columns = shape.columns();
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < columns; j++) {
        int at = axis == Axis.ROWS ? j : i;
        result[at] = operation.applyAsDouble(result[at], data[i * columns + j]);
      }
    }
    return result;
  }
}
