package org.koopflow.spectral;

import org.koopflow.api.Matrix;

/**
 * The part of a generator that no choice of coordinates makes diagonal. The constant and the time
 * form a Jordan block of size 2 for the eigenvalue 0, with the eigenfunctions 1 and t; a condition
 * c stands still beside them; where the observables themselves have the eigenvalue 0 and are driven
 * in proportion to time, these belong to the same block.
 *
 * @param basis columns that span the block, n x p: the trend {@code basis [1, t, c]^T} is what a
 *     lifted state is without its modes
 * @param dual rows that read the block's coordinates, p x n, with {@code dual basis = I}
 * @param matrix how they move: {@code dual L basis}, p x p
 */
public record AffineBlock(Matrix basis, Matrix dual, Matrix matrix) {
  /**
   * Size of the block.
   *
   * @return p, at least 2
   */
  public int dimension() {
    return matrix.rows();
  }
}
