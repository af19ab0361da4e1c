package org.koopflow.api.koopman;

import java.util.Optional;
import org.koopflow.api.Matrix;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/** A way to compute the matrix exponential. */
public interface Exponential {
  /**
   * The exponential in double precision.
   *
   * @param a a square matrix of finite numbers
   * @return e^a
   * @throws IllegalArgumentException if the matrix is not square or not finite
   */
  Matrix exp(Matrix a);

  /**
   * The differentiable form, for training.
   *
   * @return empty if this way cannot be expressed on tensors
   */
  default Optional<OnTensors> onTensors() {
    return Optional.empty();
  }

  /**
   * The exponential inside a differentiable function. Everything that depends on the numbers, such
   * as how often to square, is decided beforehand on the host, so that the function can be traced.
   */
  interface OnTensors {
    /**
     * Decides how much work a matrix needs.
     *
     * @param norm1 1-norm of the matrix
     * @return effort to give to {@link #exp(Scope, Tensor, int)}; grows with the norm
     */
    int effort(double norm1);

    /**
     * The exponential, accurate to single precision wherever the norm does not exceed what the
     * effort was planned for.
     *
     * @param scope gives constants, such as the identity; no parameter is asked of it
     * @param a square matrix
     * @param effort as decided by {@link #effort}
     * @return e^a
     */
    Tensor exp(Scope scope, Tensor a, int effort);
  }
}
