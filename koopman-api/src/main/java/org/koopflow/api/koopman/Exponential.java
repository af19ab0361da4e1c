package org.koopflow.api.koopman;

import java.util.Arrays;
import java.util.List;
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
   * @throws IllegalArgumentException if the matrix is not square, not finite, or lacks the
   *     structure this way needs
   * @throws org.koopflow.api.KoopflowException if this way cannot compute it to any use, such as by
   *     eigenvectors that are almost dependent
   */
  Matrix exp(Matrix a);

  /**
   * The exponentials of many multiples of one matrix. Ways that can share work between them do.
   *
   * @param a a square matrix of finite numbers
   * @param times finite factors t, in any order
   * @return e^(t a) for each of them
   * @throws IllegalArgumentException as {@link #exp(Matrix)}
   */
  default List<Matrix> exp(Matrix a, double[] times) {
    return Arrays.stream(times).mapToObj(t -> exp(a.times(t))).toList();
  }

  /**
   * The form that moves a block of vectors and never makes the exponential itself.
   *
   * @return empty if this way has none
   */
  default Optional<Action> action() {
    return Optional.empty();
  }

  /**
   * The differentiable form, for training.
   *
   * @return empty if this way cannot be expressed on tensors
   */
  default Optional<OnTensors> onTensors() {
    return Optional.empty();
  }

  /** The product of an exponential and a block of vectors. */
  @FunctionalInterface
  interface Action {
    /**
     * Moves vectors.
     *
     * @param a n x n, finite
     * @param t a finite factor
     * @param b vectors as columns, n x k
     * @return e^(t a) b
     * @throws IllegalArgumentException if the sizes do not fit or a number is not finite
     */
    Matrix apply(Matrix a, double t, Matrix b);
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
     * @param a a square matrix
     * @param effort as decided by {@link #effort}
     * @return e^a
     */
    Tensor exp(Scope scope, Tensor a, int effort);
  }
}
