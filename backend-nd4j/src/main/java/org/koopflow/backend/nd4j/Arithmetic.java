package org.koopflow.backend.nd4j;

import java.util.List;
import org.koopflow.api.tensor.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Elementwise operations of two tensors, with broadcasting. */
enum Arithmetic implements Operation {
  ADD("add") {
    @Override
    PlannedTensor pullBack(
        boolean left, PlannedTensor a, PlannedTensor b, PlannedTensor y, PlannedTensor g) {
      return g;
    }
  },
  SUBTRACT("subtract") {
    @Override
    PlannedTensor pullBack(
        boolean left, PlannedTensor a, PlannedTensor b, PlannedTensor y, PlannedTensor g) {
      return left ? g : g.negate();
    }
  },
  MULTIPLY("multiply") {
    @Override
    PlannedTensor pullBack(
        boolean left, PlannedTensor a, PlannedTensor b, PlannedTensor y, PlannedTensor g) {
      return g.multiply(left ? b : a);
    }
  },
  DIVIDE("divide") {
    @Override
    PlannedTensor pullBack(
        boolean left, PlannedTensor a, PlannedTensor b, PlannedTensor y, PlannedTensor g) {
      return left ? g.divide(b) : g.multiply(y).divide(b).negate();
    }
  };

  private final String kernel;

  Arithmetic(String kernel) {
    this.kernel = kernel;
  }

  /** The gradient of one operand of y = a op b, before what was broadcast is summed. */
  abstract PlannedTensor pullBack(
      boolean left, PlannedTensor a, PlannedTensor b, PlannedTensor y, PlannedTensor g);

  @Override
  public PlannedTensor pullBack(
      int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
    PlannedTensor full = pullBack(operand == 0, operands.get(0), operands.get(1), result, gradient);
    return summed(full, operands.get(operand).shape());
  }

  /** Sums along the axes that broadcasting has stretched. */
  static PlannedTensor summed(PlannedTensor gradient, Shape shape) {
    PlannedTensor sum = gradient;
    if (shape.columns() == 1 && sum.shape().columns() > 1) {
      sum = sum.sum(org.koopflow.api.tensor.Axis.COLUMNS);
    }
    if (shape.rows() == 1 && sum.shape().rows() > 1) {
      sum = sum.sum(org.koopflow.api.tensor.Axis.ROWS);
    }
    return sum;
  }

  @Override
  public Kernel bind(List<INDArray> operands, INDArray result) {
    return Kernel.of(kernel, operands, result);
  }

  @Override
  public boolean pointwise() {
    return true;
  }
}
