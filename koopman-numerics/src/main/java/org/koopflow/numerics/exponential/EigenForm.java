package org.koopflow.numerics.exponential;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.dense.Eigenbasis;
import org.koopflow.numerics.host.HostProducts;
import org.koopflow.numerics.host.HostTensor;

/**
 * A real basis in which a matrix is made of its eigenvalues: a real one stands on the diagonal, a
 * pair {@code alpha +- i beta} as a block {@code [[alpha, beta], [-beta, alpha]]}.
 *
 * @param real the real part that stands in each row
 * @param imaginary beta in the first row of a block, {@code -beta} in the second, else 0
 * @param partner the other row of a block, else the row itself
 * @param vectors V, the basis as columns
 * @param inverse its inverse
 */
record EigenForm(double[] real, double[] imaginary, int[] partner, Matrix vectors, Matrix inverse) {
  /**
   * Decomposes a matrix.
   *
   * @param a a square matrix of finite numbers
   * @param limit largest condition number of V that is accepted, in the 1-norm, with columns of
   *     length 1
   * @return its basis
   * @throws KoopflowException if there is none as good as that
   */
  static EigenForm of(Matrix a, double limit) {
    Eigenbasis basis = Eigenbasis.of(a);
    double condition = basis.condition();
    // Not the other way round: a NaN is refused too.
    if (!(condition <= limit)) {
      throw new KoopflowException(
          String.format(
              java.util.Locale.ROOT,
              "exponential 'eigen' refuses %s: its eigenvectors have a condition of %.2g, more than"
                  + " %.2g, so it is defective or nearly so; use pade",
              a,
              condition,
              limit));
    }
    int n = basis.size();
    double[] real = new double[n];
    double[] imaginary = new double[n];
    int[] partner = new int[n];
    for (int k = 0; k < n; k++) {
      real[k] = basis.real(k);
      imaginary[k] = basis.imaginary(k);
      partner[k] = k + (int) Math.signum(imaginary[k]);
    }
    return new EigenForm(real, imaginary, partner, basis.vectors(), basis.inverse());
  }

  int size() {
    return real.length;
  }

  /** Coordinates of vectors in this basis. */
  Matrix into(Matrix columns) {
    return product(inverse, columns);
  }

  /**
   * Applies a function of the matrix.
   *
   * @param values the function at each row's eigenvalue, n x 1
   * @param coordinates vectors in this basis, as columns
   * @return the result outside of this basis
   */
  Matrix apply(ComplexTensor values, Matrix coordinates) {
    HostTensor re = HostTensor.require(values.re());
    HostTensor im = HostTensor.require(values.im());
    int columns = coordinates.columns();
    double[] scaled = new double[size() * columns];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < columns; j++) {
        scaled[i * columns + j] =
            re.get(i, 0) * coordinates.get(i, j) + im.get(i, 0) * coordinates.get(partner[i], j);
      }
    }
    return product(vectors, Matrix.of(size(), columns, scaled));
  }

  private static Matrix product(Matrix left, Matrix right) {
    int n = left.rows();
    int columns = right.columns();
    return Matrix.of(
        n, columns, HostProducts.multiply(left.toArray(), right.toArray(), n, n, columns));
  }
}
