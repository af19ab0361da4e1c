package org.koopflow.backend.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The matrix product of two operands, each as it is or transposed, so that a transposed factor is
 * never written out.
 *
 * @param left whether the left factor is transposed
 * @param right whether the right factor is transposed
 */
record Product(boolean left, boolean right) implements Operation {
  @Override
  public Kernel bind(List<INDArray> operands, INDArray result) {
    return Kernel.of("matmul", operands, result, left ? 1 : 0, right ? 1 : 0, 0);
  }

  @Override
  public PlannedTensor pullBack(
      int operand, List<PlannedTensor> operands, PlannedTensor result, PlannedTensor gradient) {
    PlannedTensor a = left ? operands.get(0).transpose() : operands.get(0);
    PlannedTensor b = right ? operands.get(1).transpose() : operands.get(1);
    if (operand == 0) {
      // Of the untransposed factor g b^T, of a transposed one its transpose.
      return left ? b.matmul(gradient.transpose()) : gradient.matmul(b.transpose());
    }
    return right ? gradient.transpose().matmul(a) : a.transpose().matmul(gradient);
  }
}
