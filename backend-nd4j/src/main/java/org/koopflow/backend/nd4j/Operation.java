package org.koopflow.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a node of a plan does: how ND4J computes it, and what reverse-mode differentiation makes of
 * it. Two operations that are equal give the same result of the same operands.
 */
interface Operation {
  /**
   * Binds the operation to memory.
   *
   * @param operands arrays of the operands, filled whenever the kernel runs
   * @param result the array to fill
   * @return the work, to be run again and again
   */
  Kernel bind(List<INDArray> operands, INDArray result);

  /**
   * The gradient that reaches an operand, written in operations of the same plan.
   *
   * @param operand which operand
   * @param operands the operands
   * @param result the result of this operation
   * @param gradient gradient of the loss with respect to the result, of the result's shape
   * @return gradient with respect to the operand, of the operand's shape
   */
  PlannedTensor pullBack(
      int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient);

  /**
   * Whether a gradient flows through it.
   *
   * @return true unless an operation says otherwise
   */
  default boolean differentiable() {
    return true;
  }

  /**
   * Whether entry i of the result depends on entry i of an operand alone, so that the result may
   * take the place of an operand of its shape.
   *
   * @return false unless an operation says so
   */
  default boolean pointwise() {
    return false;
  }
}
