package org.koopflow.spectral;

import org.koopflow.api.Matrix;

/**
 * {@code L = Q T Q^T}, which exists for every generator and is as accurate as rounding allows: what
 * to look at where eigenvectors are nearly parallel. The first k columns of Q span what no motion
 * leaves that starts in it.
 *
 * @param q orthogonal, n x n
 * @param t upper triangular but for a 2 x 2 block for each complex pair, n x n; its last two rows
 *     are those of time and of the constant
 */
public record SchurForm(Matrix q, Matrix t) {
  /**
   * How far from normal the generator is: the share of T's norm that stands off its diagonal
   * blocks. At 0 the modes are orthogonal; the nearer to 1, the less eigenvalues say about how a
   * state moves at first (P. Henrici, Numer. Math. 4 (1962) 24).
   *
   * @return a number in [0, 1)
   */
  public double departureFromNormality() {
    int n = t.rows();
    double off = 0;
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double square = t.get(i, j) * t.get(i, j);
        all += square;
        boolean block = i == j || j == i + 1 && t.get(j, i) != 0 || j == i - 1;
        off += block ? 0 : square;
      }
    }
    return all == 0 ? 0 : Math.sqrt(off / all);
  }
}
