package org.koopflow.backend.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.koopflow.api.Batch;

/**
 * Memory outside the Java heap that PyTorch reads in place. It is written anew for every
 * computation, which saves both the copy into PyTorch and the garbage of direct buffers, and it
 * must not be written while an array that wraps it, or a view of one, is still in use.
 */
final class HostBuffer {
  /** Cache-line alignment, as PyTorch's own memory has it: sums do not depend on the address. */
  private static final int ALIGNMENT = 64;

  private ByteBuffer memory = ByteBuffer.allocate(0);

  /**
   * Writes a batch and wraps it.
   *
   * @param manager owner of the array
   * @param values the numbers
   * @param type width they get
   * @return an array of the batch's rows and columns
   */
  PtNDArray wrap(PtNDManager manager, Batch values, DataType type) {
    reserve(values.size(), type);
    if (type == DataType.FLOAT64) {
      memory.asDoubleBuffer().put(values.doubles());
    } else {
      memory.asFloatBuffer().put(values.floats());
    }
    return manager.create(
        memory, new ai.djl.ndarray.types.Shape(values.rows(), values.columns()), type);
  }

  /**
   * Writes integers and wraps them.
   *
   * @param manager owner of the array
   * @param values the integers
   * @return an array of one axis
   */
  PtNDArray wrap(PtNDManager manager, int[] values) {
    reserve(values.length, DataType.INT32);
    memory.asIntBuffer().put(values);
    return manager.create(memory, new ai.djl.ndarray.types.Shape(values.length), DataType.INT32);
  }

  private void reserve(int count, DataType type) {
    int bytes = Math.multiplyExact(count, type.getNumOfBytes());
    if (memory.capacity() < bytes) {
      int size = Math.addExact(bytes, 2 * ALIGNMENT);
      memory = ByteBuffer.allocateDirect(size).alignedSlice(ALIGNMENT);
      memory.order(ByteOrder.nativeOrder());
    }
    memory.clear().limit(bytes);
  }
}
