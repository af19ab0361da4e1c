package org.koopflow.numerics.dense;

import java.util.Arrays;
import org.koopflow.api.Batch;

/** Means and covariances of rows in double precision, with the number of rows as divisor. */
public final class Moments {
  /**
   * Rows held at a time, and rows of the covariance worked on at a time: both stay in the cache.
   */
  private static final int CHUNK = 240;

  private static final int BAND = 32;

  private Moments() {}

  /**
   * Means of the columns, taken relative to the first row, so that a constant column's mean has no
   * rounding error.
   *
   * @param rows at least one row
   * @return one mean for each column
   */
  public static double[] mean(Batch rows) {
    double[] mean = new double[rows.columns()];
    double[] first = new double[rows.columns()];
    double[] row = new double[rows.columns()];
    Rows.copy(rows, 0, first);
    for (int r = 1; r < rows.rows(); r++) {
      Rows.copy(rows, r, row);
      for (int j = 0; j < row.length; j++) {
        mean[j] += row[j] - first[j];
      }
    }
    Arrays.setAll(mean, j -> first[j] + mean[j] / rows.rows());
    return mean;
  }

  /**
   * Standard deviations of the columns.
   *
   * @param rows at least one row
   * @param mean their means
   * @return one deviation for each column
   */
  public static double[] deviation(Batch rows, double[] mean) {
    double[] sum = new double[mean.length];
    double[] row = new double[mean.length];
    for (int r = 0; r < rows.rows(); r++) {
      Rows.copy(rows, r, row);
      for (int j = 0; j < row.length; j++) {
        sum[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
      }
    }
    Arrays.setAll(sum, j -> Math.sqrt(sum[j] / rows.rows()));
    return sum;
  }

  /**
   * The covariance.
   *
   * @param rows at least one row
   * @param mean their means
   * @return row-major, columns x columns
   */
  public static double[] covariance(Batch rows, double[] mean) {
    int d = mean.length;
    double[] sums = new double[Math.multiplyExact(d, d)];
    double[][] chunk = new double[CHUNK][d];
    for (int from = 0; from < rows.rows(); from += CHUNK) {
      int count = Math.min(CHUNK, rows.rows() - from);
      for (int r = 0; r < CHUNK; r++) {
        if (r < count) {
          Rows.copy(rows, from + r, chunk[r]);
          for (int j = 0; j < d; j++) {
            chunk[r][j] -= mean[j];
          }
        } else {
          Arrays.fill(chunk[r], 0);
        }
      }
      accumulate(sums, chunk, count, d);
    }
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        sums[i * d + j] /= rows.rows();
        sums[j * d + i] = sums[i * d + j];
      }
    }
    return sums;
  }

  /** Adds the products of all pairs of columns, four rows in one pass over a line of the sums. */
  private static void accumulate(double[] sums, double[][] chunk, int count, int d) {
    for (int band = 0; band < d; band += BAND) {
      for (int r = 0; r < count; r += 4) {
        for (int i = band; i < Math.min(d, band + BAND); i++) {
          addLine(sums, i, chunk[r], chunk[r + 1], chunk[r + 2], chunk[r + 3]);
        }
      }
    }
  }

  private static void addLine(
      double[] sums, int i, double[] w, double[] x, double[] y, double[] z) {
    int line = i * w.length;
    double wi = w[i];
    double xi = x[i];
    double yi = y[i];
    double zi = z[i];
    for (int j = i; j < w.length; j++) {
      sums[line + j] += wi * w[j] + xi * x[j] + yi * y[j] + zi * z[j];
    }
  }
}
