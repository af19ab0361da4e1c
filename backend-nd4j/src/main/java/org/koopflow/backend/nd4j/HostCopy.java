package org.koopflow.backend.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.koopflow.api.Batch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies numbers between the heap and arrays that are written row by row. */
final class HostCopy {
  private HostCopy() {}

  /** Writes a batch into an array of its size. */
  static void write(Batch value, INDArray array) {
    if (array.dataType() == DataType.DOUBLE) {
      ((DoublePointer) array.data().pointer()).put(value.doubles());
    } else {
      ((FloatPointer) array.data().pointer()).put(value.floats());
    }
  }

  /** Reads an array. */
  static Batch read(INDArray array) {
    int rows = array.rows();
    int columns = array.columns();
    if (array.dataType() == DataType.DOUBLE) {
      double[] numbers = new double[rows * columns];
      ((DoublePointer) array.data().pointer()).get(numbers);
      return Batch.ofDoubles(rows, columns, numbers);
    }
    float[] numbers = new float[rows * columns];
    ((FloatPointer) array.data().pointer()).get(numbers);
    return Batch.of(rows, columns, numbers);
  }
}
