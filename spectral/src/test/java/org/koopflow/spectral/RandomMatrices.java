package org.koopflow.spectral;

import java.util.Random;
import org.koopflow.api.Matrix;

/** Matrices for tests. */
final class RandomMatrices {
  private RandomMatrices() {}

  /** Normal entries, scaled so that the eigenvalues lie in a disc of about the given radius. */
  static Matrix normal(Random random, int n, double radius) {
    double[] data = new double[n * n];
    for (int i = 0; i < data.length; i++) {
      data[i] = radius * random.nextGaussian() / Math.sqrt(n);
    }
    return Matrix.of(n, n, data);
  }

  static double[] vector(Random random, int n) {
    return random.doubles(n, -1, 1).toArray();
  }

  /** A product of reflections. */
  static Matrix orthogonal(Random random, int n) {
    Matrix q = Matrix.identity(n);
    for (int k = 0; k < n; k++) {
      double[] v = new double[n];
      double square = 0;
      for (int i = 0; i < n; i++) {
        v[i] = random.nextGaussian();
        square += v[i] * v[i];
      }
      Matrix column = Matrix.of(n, 1, v);
      q = q.plus(-2 / square, column.times(column.transpose()).times(q));
    }
    return q;
  }
}
