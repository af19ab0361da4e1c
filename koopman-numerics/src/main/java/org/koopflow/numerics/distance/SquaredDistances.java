package org.koopflow.numerics.distance;

import java.util.Arrays;
import org.koopflow.api.Batch;

/** Squared Euclidean distances between the rows of two batches. */
public final class SquaredDistances {
  private SquaredDistances() {}

  /**
   * Of all pairs, in single precision: added up in the order of the columns.
   *
   * @param x0 rows in single precision
   * @param x1 rows in single precision, with as many columns
   * @return row-major; entry {@code (i, j)} is the squared distance of row i of x0 from row j of x1
   */
  public static float[] ofPairs(Batch x0, Batch x1) {
    int d = x0.columns();
    int n = x1.rows();
    float[] a = x0.floats();
    float[][] b = columns(x1.floats(), n, d);
    float[] distances = new float[Math.multiplyExact(x0.rows(), n)];
    float[] row = new float[n];
    for (int i = 0; i < x0.rows(); i++) {
      Arrays.fill(row, 0);
      int k = 0;
      for (; k + 3 < d; k += 4) {
        addFour(row, a, i * d + k, b, k);
      }
      for (; k < d; k++) {
        add(row, a[i * d + k], b[k]);
      }
      System.arraycopy(row, 0, distances, i * n, n);
    }
    return distances;
  }

  /** Every column an array of its own, so that the loops over it can use vector instructions. */
  private static float[][] columns(float[] data, int n, int d) {
    float[][] columns = new float[d][n];
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < d; k++) {
        columns[k][j] = data[j * d + k];
      }
    }
    return columns;
  }

  private static void add(float[] sums, float x, float[] column) {
    for (int j = 0; j < sums.length; j++) {
      float difference = x - column[j];
      sums[j] += difference * difference;
    }
  }

  private static void addFour(float[] sums, float[] x, int at, float[][] columns, int first) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    float[] column0 = columns[first];
    float[] column1 = columns[first + 1];
    float[] column2 = columns[first + 2];
    float[] column3 = columns[first + 3];
    for (int j = 0; j < sums.length; j++) {
      float d0 = x0 - column0[j];
      float d1 = x1 - column1[j];
      float d2 = x2 - column2[j];
      float d3 = x3 - column3[j];
      sums[j] = sums[j] + d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3;
    }
  }

  /**
   * Of one pair, in double precision.
   *
   * @param a row-major numbers
   * @param i row of a
   * @param b row-major numbers
   * @param j row of b
   * @param columns columns of both
   * @return the sum of squared differences
   */
  static double of(double[] a, int i, double[] b, int j, int columns) {
    double sum = 0;
    int p = i * columns;
    int q = j * columns;
    for (int k = 0; k < columns; k++) {
      double difference = a[p + k] - b[q + k];
      sum += difference * difference;
    }
    return sum;
  }
}
