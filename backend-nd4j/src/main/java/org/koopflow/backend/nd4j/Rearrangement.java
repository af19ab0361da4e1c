package org.koopflow.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Operations that move entries and compute nothing: copies between views of arrays. */
sealed interface Rearrangement extends Operation {
  /** Copies one array, or a view of one, to another of the same shape. */
  static Kernel copy(INDArray from, INDArray to) {
    return Kernel.of("assign", List.of(to, from), to);
  }

  /** The part of an array between two indices of an axis. */
  static INDArray part(INDArray array, Axis axis, int from, int to) {
    INDArrayIndex range = NDArrayIndex.interval(from, to);
    return axis == Axis.ROWS
        ? array.get(range, NDArrayIndex.all())
        : array.get(NDArrayIndex.all(), range);
  }

  /** Exchanges rows and columns. */
  record Transpose() implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return copy(operands.get(0).transpose(), result);
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient.transpose();
    }
  }

  /** Reads the same entries in another shape. */
  record Reshape(Shape shape) implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return copy(operands.get(0).reshape('c', shape.rows(), shape.columns()), result);
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient.reshape(operands.get(0).shape());
    }
  }

  /** Repeats rows or columns of length 1. */
  record Broadcast(Shape shape) implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      INDArray x = operands.get(0);
      return Kernel.of(
          "tile", List.of(x), result, shape.rows() / x.rows(), shape.columns() / x.columns());
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return Arithmetic.summed(gradient, operands.get(0).shape());
    }
  }

  /** A contiguous part. */
  record Slice(Axis axis, int from, int to) implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return copy(part(operands.get(0), axis, from, to), result);
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient.pad(axis, from, operands.get(0).shape().along(axis));
    }
  }

  /** Zeros around a part: what {@link Slice} does to gradients. */
  record Pad(Axis axis, int from, int length) implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      INDArray part = operands.get(0);
      int to = from + (int) part.size(Reduction.dimension(axis));
      Kernel copy = copy(part, part(result, axis, from, to));
      return new Kernel() {
        @Override
        public void run() {
          result.assign(0);
          copy.run();
        }

        @Override
        public void close() {
          copy.close();
        }
      };
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient.slice(axis, from, from + operands.get(0).shape().along(axis));
    }
  }

  /** Puts tensors behind one another. */
  record Concatenate(Axis axis) implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      List<Kernel> copies = new ArrayList<>();
      int from = 0;
      for (INDArray operand : operands) {
        int to = from + (int) operand.size(Reduction.dimension(axis));
        copies.add(copy(operand, part(result, axis, from, to)));
        from = to;
      }
      return new Kernel() {
        @Override
        public void run() {
          copies.forEach(Kernel::run);
        }

        @Override
        public void close() {
          copies.forEach(Kernel::close);
        }
      };
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      int from = 0;
      for (int i = 0; i < operand; i++) {
        from += operands.get(i).shape().along(axis);
      }
      return gradient.slice(axis, from, from + operands.get(operand).shape().along(axis));
    }
  }

  /** The same value, through which no gradient flows. */
  record Hold() implements Rearrangement {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return copy(operands.get(0), result);
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      throw new AssertionError("a held value does not vary");
    }

    @Override
    public boolean differentiable() {
      return false;
    }

    @Override
    public boolean pointwise() {
      return true;
    }
  }
}
