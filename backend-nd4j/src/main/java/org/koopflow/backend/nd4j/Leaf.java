package org.koopflow.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a plan is given and does not compute. */
sealed interface Leaf extends Operation {
  @Override
  default Kernel bind(List<INDArray> operands, INDArray result) {
    throw new AssertionError("a leaf is filled from outside");
  }

  @Override
  default PlannedTensor pullBack(
      int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
    throw new AssertionError("a leaf has no operands");
  }

  /** An input, by its name. */
  record Input(String name) implements Leaf {}

  /** A parameter, by its name. */
  record Parameter(String name) implements Leaf {}

  /** A constant, by its number in the plan. */
  record Constant(int number) implements Leaf {}
}
