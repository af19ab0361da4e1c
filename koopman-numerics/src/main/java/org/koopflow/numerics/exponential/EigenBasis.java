package org.koopflow.numerics.exponential;

import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.numerics.host.HostProducts;
import org.koopflow.numerics.host.HostTensor;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

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
record EigenBasis(
    double[] real, double[] imaginary, int[] partner, Matrix vectors, Matrix inverse) {
  private static final double NEGLIGIBLE = 0x1p-300;

  /**
   * Decomposes a matrix.
   *
   * @param a a square matrix of finite numbers
   * @param limit largest condition number of V that is accepted, in the 1-norm, with columns of
   *     length 1
   * @return its basis
   * @throws KoopflowException if there is none as good as that
   */
  static EigenBasis of(Matrix a, double limit) {
    int n = a.rows();
    // The library's QR iteration never ends where its threshold, a share of neighbouring entries,
    // underflows: so the norm is brought near 1, and what is next to nothing beside it is dropped.
    int exponent = a.norm1() > 0 ? Math.getExponent(a.norm1()) : 0;
    Matrix unit =
        Matrix.of(n, n, MatrixPowers.halved(a.toArray(), exponent))
            .map(value -> Math.abs(value) < NEGLIGIBLE ? 0 : value);
    boolean symmetric = unit.equals(unit.transpose());
    R064Store store = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        store.set(i, j, unit.get(i, j));
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(n, symmetric);
    if (!eigen.decompose(store)) {
      throw new KoopflowException("exponential 'eigen' found no eigenvalues of " + a);
    }
    double[] real = new double[n];
    double[] imaginary = new double[n];
    int[] partner = new int[n];
    for (int i = 0; i < n; i++) {
      real[i] = Math.scalb(eigen.getD().doubleValue(i, i), exponent);
      partner[i] = i;
    }
    for (int i = 0; i + 1 < n; i++) {
      double beta = Math.scalb(eigen.getD().doubleValue(i, i + 1), exponent);
      if (!symmetric && beta != 0) {
        imaginary[i] = beta;
        imaginary[i + 1] = -beta;
        partner[i] = i + 1;
        partner[i + 1] = i;
        i++;
      }
    }
    double[] vectors = new double[n * n];
    for (int j = 0; j < n; j++) {
      // Both columns of a pair by the same length, or they would be a pair no longer.
      double length = 0;
      for (int i = 0; i < n; i++) {
        double both =
            Math.hypot(eigen.getV().doubleValue(i, j), eigen.getV().doubleValue(i, partner[j]));
        length = Math.hypot(length, both);
      }
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = eigen.getV().doubleValue(i, j) / length;
      }
    }
    Matrix v = Matrix.of(n, n, vectors);
    Matrix inverse =
        Matrix.of(n, n, LinearSolve.solve(vectors, Matrix.identity(n).toArray(), n, n));
    double condition = inverse.isFinite() ? v.norm1() * inverse.norm1() : Double.POSITIVE_INFINITY;
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
    return new EigenBasis(real, imaginary, partner, v, inverse);
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
