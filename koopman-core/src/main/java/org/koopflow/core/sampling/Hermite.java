package org.koopflow.core.sampling;

/**
 * The cubic through two states with the given slopes; its error is of order four in their distance.
 */
final class Hermite {
  private Hermite() {}

  static double[] between(
      double t0, double[] x0, double[] v0, double t1, double[] x1, double[] v1, double t) {
    double h = t1 - t0;
    double s = (t - t0) / h;
    double r = 1 - s;
    double atX0 = r * r * (1 + 2 * s);
    double atX1 = s * s * (3 - 2 * s);
    double atV0 = h * s * r * r;
    double atV1 = -h * s * s * r;
    double[] x = new double[x0.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = atX0 * x0[i] + atX1 * x1[i] + atV0 * v0[i] + atV1 * v1[i];
    }
    return x;
  }
}
