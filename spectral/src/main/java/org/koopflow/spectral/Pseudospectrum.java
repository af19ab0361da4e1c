package org.koopflow.spectral;

import org.koopflow.api.Matrix;
import org.koopflow.numerics.dense.RealSchur;
import org.koopflow.numerics.dense.Resolvent;

/**
 * How near every point of the complex plane is to being an eigenvalue: the size of the smallest
 * change of A that makes it one. Where a small value reaches far beyond the eigenvalues, they are
 * not to be trusted. The change is one of the coupling A of the observables, since the rows of the
 * constant and of time are fixed.
 *
 * @param real real parts of the grid, ascending
 * @param imaginary imaginary parts of the grid, ascending
 * @param distance {@code sigma_min(z I - A)} by real part, then imaginary part, per unit time
 */
public record Pseudospectrum(double[] real, double[] imaginary, double[][] distance) {
  /**
   * Computes it on a grid.
   *
   * @param spectrum of the generator
   * @param real real parts, per unit time
   * @param imaginary imaginary parts, radians per unit time
   * @return the distances
   */
  public static Pseudospectrum of(Spectrum spectrum, double[] real, double[] imaginary) {
    Matrix coupling = Decomposition.coupling(spectrum.generator(), spectrum.layout());
    Resolvent resolvent = new Resolvent(RealSchur.of(coupling));
    double[][] distance = new double[real.length][imaginary.length];
    for (int i = 0; i < real.length; i++) {
      for (int j = 0; j < imaginary.length; j++) {
        distance[i][j] = resolvent.smallestSingularValue(real[i], imaginary[j]);
      }
    }
    return new Pseudospectrum(real.clone(), imaginary.clone(), distance);
  }

  /**
   * Computes it around the eigenvalues, with a margin of a fifth of their extent.
   *
   * @param spectrum of the generator
   * @param points number of points along each axis, at least 2
   * @return the distances
   */
  public static Pseudospectrum around(Spectrum spectrum, int points) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double top = 0;
    for (Complex rate : spectrum.generatorEigenvalues()) {
      low = Math.min(low, rate.real());
      high = Math.max(high, rate.real());
      top = Math.max(top, Math.abs(rate.imaginary()));
    }
    double margin = 0.2 * Math.max(Math.max(high - low, 2 * top), 1e-3);
    return of(
        spectrum,
        grid(low - margin, high + margin, points),
        grid(-top - margin, top + margin, points));
  }

  private static double[] grid(double from, double to, int points) {
    if (points < 2) {
      throw new IllegalArgumentException("a grid needs at least 2 points, got " + points);
    }
    double[] grid = new double[points];
    for (int i = 0; i < points; i++) {
      grid[i] = from + (to - from) * i / (points - 1);
    }
    return grid;
  }
}
