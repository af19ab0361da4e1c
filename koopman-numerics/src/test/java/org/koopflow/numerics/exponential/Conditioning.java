package org.koopflow.numerics.exponential;

import org.koopflow.api.Matrix;
import org.koopflow.api.koopman.Exponential;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * The relative condition number of the exponential in the Frobenius norm, {@code |K| |A| / |e^A|}
 * with K the n^2 x n^2 matrix of the Fréchet derivative (Higham 2008, section 10.2), whose columns
 * are read off the exponentials of {@code [[A, E], [0, A]]}.
 */
final class Conditioning {
  private static final double EPSILON = 0x1p-52;

  /**
   * What a matrix of strong scaling may cost: its condition allows for changes of its zeros, to
   * which no method here is prone, and says nothing.
   */
  private static final double CEILING = 1e-11;

  private Conditioning() {}

  /** The relative error a method may make: ten roundings of what the problem itself magnifies. */
  static double bound(Matrix a) {
    return Math.min(CEILING, 10 * EPSILON * Math.max(a.rows(), of(a)));
  }

  /**
   * The same for one of the methods.
   *
   * @throws org.koopflow.api.KoopflowException if it is by eigenvectors, and there are too few
   */
  static double bound(Exponential method, Matrix a) {
    return bound(a) * loss(method, a);
  }

  /** What a method magnifies by itself: 1, unless it passes through eigenvectors. */
  static double loss(Exponential method, Matrix a) {
    if (!(method instanceof EigenExponential)) {
      return 1;
    }
    Matrix coupling = AffineParts.of(a, 2).map(AffineParts::coupling).orElse(a);
    EigenForm basis = EigenForm.of(coupling, EigenSettings.DEFAULT.condition());
    return basis.vectors().norm1() * basis.inverse().norm1();
  }

  static double of(Matrix a) {
    int n = a.rows();
    R064Store kronecker = R064Store.FACTORY.make(n * n, n * n);
    PadeExponential pade = new PadeExponential();
    for (int column = 0; column < n * n; column++) {
      double[] block = new double[4 * n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          block[i * 2 * n + j] = a.get(i, j);
          block[(n + i) * 2 * n + n + j] = a.get(i, j);
        }
      }
      block[column / n * 2 * n + n + column % n] = 1;
      Matrix both = pade.exp(Matrix.of(2 * n, 2 * n, block));
      for (int row = 0; row < n * n; row++) {
        kronecker.set(row, column, both.get(row / n, n + row % n));
      }
    }
    SingularValue<Double> singular = SingularValue.R064.make(kronecker);
    singular.decompose(kronecker);
    return singular.getOperatorNorm() * frobenius(a) / frobenius(pade.exp(a));
  }

  static double frobenius(Matrix a) {
    double sum = 0;
    for (double entry : a.toArray()) {
      sum = Math.hypot(sum, entry);
    }
    return sum;
  }

  static double error(Matrix computed, Matrix expected) {
    return frobenius(computed.plus(-1, expected)) / frobenius(expected);
  }
}
