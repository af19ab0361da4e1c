package org.koopflow.core.exponential;

import org.koopflow.api.Matrix;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.R064Store;

/**
 * The relative condition number of the exponential in the Frobenius norm, {@code |K| |A| / |e^A|}
 * with K the n^2 x n^2 matrix of the Fréchet derivative (Higham 2008, section 10.2), whose columns
 * are read off the exponentials of {@code [[A, E], [0, A]]}.
 */
final class Conditioning {
  private Conditioning() {}

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
