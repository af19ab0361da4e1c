package org.koopflow.backend.nd4j;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Parts of arrays, and copies between them. */
final class Views {
  private Views() {}

  /** ND4J's number of an axis. */
  static int dimension(Axis axis) {
    return axis == Axis.ROWS ? 0 : 1;
  }

  /** Length of an array along an axis. */
  static int length(INDArray array, Axis axis) {
    return (int) array.size(dimension(axis));
  }

  /** The part of an array between two indices of an axis. */
  static INDArray part(INDArray array, Axis axis, int from, int to) {
    INDArrayIndex range = NDArrayIndex.interval(from, to);
    return axis == Axis.ROWS
        ? array.get(range, NDArrayIndex.all())
        : array.get(NDArrayIndex.all(), range);
  }

  /** Copies one array, or a view of one, to another of the same shape. */
  static Kernel copy(INDArray from, INDArray to) {
    return Kernel.of("assign", List.of(to, from), to);
  }
}
