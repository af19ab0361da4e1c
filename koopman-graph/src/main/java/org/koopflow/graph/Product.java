package org.koopflow.graph;

/**
 * The matrix product of two operands, each as it is or transposed, so that a transposed factor is
 * never written out.
 *
 * @param left whether the left factor is the transposed of the first operand
 * @param right whether the right factor is the transposed of the second operand
 */
public record Product(boolean left, boolean right) implements Operation {
  @Override
  public <R> R accept(OperationVisitor<R> visitor) {
    return visitor.product(this);
  }

  @Override
  public Node pullBack(Node result, int operand, Node gradient) {
    Node a = left ? result.operand(0).transpose() : result.operand(0);
    Node b = right ? result.operand(1).transpose() : result.operand(1);
    if (operand == 0) {
      // Of the untransposed factor g b^T, of a transposed one its transpose.
      return left ? b.matmul(gradient.transpose()) : gradient.matmul(b.transpose());
    }
    return right ? gradient.transpose().matmul(a) : a.transpose().matmul(gradient);
  }
}
