package org.koopflow.backend.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * One evaluation from inputs to results. It owns every array made on the way, so that closing it
 * frees them all: DJL attaches a result to the manager of its first operand, and all operands live
 * in this one's.
 */
final class Computation implements AutoCloseable {
  private final PtNDManager manager;
  private final DataType type;
  private final List<HostBuffer> indexBuffers;
  private final Map<Double, PtNDArray> scalars = new HashMap<>();
  private final Map<Places, PtNDArray> places = new HashMap<>();
  private boolean open = true;

  /** Indices into an axis, behind which a zero stands. */
  private record Places(Indices indices, int length) {
    int[] toArray() {
      int[] values = indices.toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] == Indices.ZERO ? length : values[i];
      }
      return values;
    }
  }

  /**
   * Begins a computation.
   *
   * @param parent manager to open the computation's own below
   * @param type width of its numbers
   * @param indexBuffers memory of lists of indices in the order they are asked for, kept by the
   *     owner from one computation to the next and extended here
   */
  Computation(PtNDManager parent, DataType type, List<HostBuffer> indexBuffers) {
    this.indexBuffers = indexBuffers;
    this.manager = parent.newSubManager(parent.getDevice());
    this.type = type;
  }

  /** Fails once the computation has ended, because the memory is gone. */
  void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the computation of this tensor has ended");
    }
  }

  /** Copies numbers into a buffer and wraps it as an array of this computation. */
  PtNDArray wrap(HostBuffer buffer, Batch values) {
    return buffer.wrap(manager, values, type);
  }

  /**
   * A view of a long-lived array. The view belongs to this computation, and so do all results of
   * which it is the first operand.
   */
  PtNDArray borrow(PtNDArray array) {
    PtNDArray view = JniUtils.detachGradient(array);
    view.attach(manager);
    return view;
  }

  /** Makes a tensor of an array whose size is known. */
  DjlTensor tensor(PtNDArray array, Shape shape) {
    return new DjlTensor(this, array, shape);
  }

  /** Wraps inputs, each in the buffer of its name. */
  Map<String, Tensor> inputs(Map<String, HostBuffer> buffers, Map<String, Batch> inputs) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    inputs.forEach(
        (name, values) -> {
          Shape shape = new Shape(values.rows(), values.columns());
          HostBuffer buffer = buffers.computeIfAbsent(name, n -> new HostBuffer());
          tensors.put(name, tensor(wrap(buffer, values), shape));
        });
    return tensors;
  }

  /** A number without axes, made once per computation. */
  PtNDArray scalar(double value) {
    return scalars.computeIfAbsent(value, v -> full(new ai.djl.ndarray.types.Shape(), v));
  }

  /**
   * Indices as an array, made once per computation.
   *
   * @param indices the list
   * @param length what stands in place of {@link Indices#ZERO}
   * @return an array of integers
   */
  PtNDArray places(Indices indices, int length) {
    return places.computeIfAbsent(
        new Places(indices, length),
        wanted -> {
          if (places.size() == indexBuffers.size()) {
            indexBuffers.add(new HostBuffer());
          }
          return indexBuffers.get(places.size()).wrap(manager, wanted.toArray());
        });
  }

  /** An array whose entries are all the same. */
  PtNDArray full(ai.djl.ndarray.types.Shape shape, double value) {
    return JniUtils.full(manager, shape, value, type, manager.getDevice(), SparseFormat.DENSE);
  }

  /** Checks that a tensor belongs to this computation. */
  DjlTensor own(Tensor tensor) {
    if (tensor instanceof DjlTensor mine && mine.computation() == this) {
      return mine;
    }
    throw new IllegalStateException(
        tensor instanceof Dual
            ? "a dual tensor cannot be used where a plain one is expected: take its value or"
                + " tangent, or make the other operand dual"
            : "a tensor of another computation cannot be used here");
  }

  /** Copies an array to the host. */
  Batch read(PtNDArray array, Shape shape) {
    // Direct access spares a copy; the buffer is valid as long as the array is.
    ByteBuffer memory = array.toByteBuffer(true);
    if (type == DataType.FLOAT64) {
      double[] numbers = new double[shape.size()];
      memory.asDoubleBuffer().get(numbers);
      return Batch.ofDoubles(shape.rows(), shape.columns(), numbers);
    }
    float[] numbers = new float[shape.size()];
    memory.asFloatBuffer().get(numbers);
    return Batch.of(shape.rows(), shape.columns(), numbers);
  }

  /** Copies a result to the host. */
  Batch read(Tensor tensor) {
    DjlTensor mine = own(tensor);
    return read(mine.array(), mine.shape());
  }

  @Override
  public void close() {
    open = false;
    manager.close();
  }
}
