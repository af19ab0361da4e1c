package org.koopflow.numerics.distance;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;

/**
 * The sliced 2-Wasserstein distance: the root of the mean, over fixed directions, of the squared
 * 2-Wasserstein distance between the projections of the samples (N. Bonneel et al., Sliced and
 * Radon Wasserstein barycenters of measures, J. Math. Imaging Vis. 51 (2015) 22).
 *
 * <p>In one dimension that distance is the integral over u in (0, 1) of the squared difference of
 * the two quantile functions. For sets of equal size it is the mean over ranks of the squared
 * difference of the sorted projections; for others the quantile functions, which are steps, are
 * integrated exactly.
 */
public final class SlicedWasserstein implements Distance {
  private static final RandomStreams FIXED = new RandomStreams(20_250_622);

  private final int dimension;
  private final double[][] directions;

  /**
   * Takes directions as given.
   *
   * @param directions one direction in each row, none of them zero; only where they point counts
   * @throws IllegalArgumentException if there is none, or one is zero or not finite
   */
  public SlicedWasserstein(Batch directions) {
    if (directions.rows() == 0 || directions.columns() == 0) {
      throw new IllegalArgumentException("slicing needs at least one direction, got " + directions);
    }
    dimension = directions.columns();
    this.directions = new double[directions.rows()][dimension];
    for (int k = 0; k < directions.rows(); k++) {
      double length = 0;
      for (int j = 0; j < dimension; j++) {
        length = Math.hypot(length, directions.get(k, j));
      }
      if (!(length > 0) || Double.isInfinite(length)) {
        throw new IllegalArgumentException("direction " + k + " has the length " + length);
      }
      for (int j = 0; j < dimension; j++) {
        this.directions[k][j] = directions.get(k, j) / length;
      }
    }
  }

  /**
   * Directions spread evenly over the sphere, the same whenever asked for, so that results of
   * different runs can be compared.
   *
   * @param dimension columns of the samples
   * @param count number of directions
   * @return the distance
   */
  public static SlicedWasserstein fixed(int dimension, int count) {
    RandomGenerator random = FIXED.stream("directions of " + dimension + " columns");
    double[] data = new double[Math.multiplyExact(dimension, count)];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextGaussian();
    }
    return new SlicedWasserstein(Batch.ofDoubles(count, dimension, data));
  }

  /**
   * Measures.
   *
   * @param a at least one sample
   * @param b at least one sample
   * @return the distance, in the unit of the samples
   */
  @Override
  public double between(Batch a, Batch b) {
    Samples.require(a, b, 1);
    if (a.columns() != dimension) {
      throw new KoopflowException(
          "directions of " + dimension + " columns cannot slice samples of " + a.columns());
    }
    double[] x = a.doubles();
    double[] y = b.doubles();
    double sum = 0;
    for (double[] direction : directions) {
      sum += squaredDistance(project(x, a.rows(), direction), project(y, b.rows(), direction));
    }
    return Math.sqrt(Samples.requireRepresentable(sum / directions.length));
  }

  private static double[] project(double[] samples, int rows, double[] direction) {
    int columns = direction.length;
    double[] projection = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += samples[i * columns + j] * direction[j];
      }
      projection[i] = sum;
    }
    Arrays.sort(projection);
    return projection;
  }

  /** Integral of the squared difference of the quantile functions of sorted numbers. */
  private static double squaredDistance(double[] x, double[] y) {
    double sum = 0;
    if (x.length == y.length) {
      for (int i = 0; i < x.length; i++) {
        sum += (x[i] - y[i]) * (x[i] - y[i]);
      }
      return sum / x.length;
    }
    // Steps end at (i + 1) / n and (j + 1) / m; whole numbers keep their order exact.
    long n = x.length;
    long m = y.length;
    long from = 0;
    for (int i = 0, j = 0; i < n && j < m; ) {
      long endX = (i + 1) * m;
      long endY = (j + 1) * n;
      long to = Math.min(endX, endY);
      sum += (to - from) * (x[i] - y[j]) * (x[i] - y[j]);
      from = to;
      if (endX == to) {
        i++;
      }
      if (endY == to) {
        j++;
      }
    }
    return sum / ((double) n * m);
  }
}
