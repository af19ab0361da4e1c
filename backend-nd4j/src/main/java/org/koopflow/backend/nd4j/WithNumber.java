package org.koopflow.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;

/** Elementwise operations with a number known when a function is traced. */
sealed interface WithNumber extends Operation {
  /** The number. */
  double value();

  @Override
  default boolean pointwise() {
    return true;
  }

  /** Adds a number. */
  record Add(double value) implements WithNumber {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return Kernel.of(new ScalarAdd(operands.get(0), null, result, value));
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient;
    }
  }

  /** Multiplies by a number. */
  record Multiply(double value) implements WithNumber {
    @Override
    public Kernel bind(List<INDArray> operands, INDArray result) {
      return Kernel.of(new ScalarMultiplication(operands.get(0), null, result, value));
    }

    @Override
    public PlannedTensor pullBack(
        int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
      return gradient.multiply(value);
    }
  }
}
