package org.koopflow.numerics.dense;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment, by successive shortest augmenting paths with dual prices: R.
 * Jonker and A. Volgenant, A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems, Computing 38 (1987) 325. Cost O(n^3) at worst.
 */
public final class Assignment {
  private Assignment() {}

  /**
   * Solves the assignment problem.
   *
   * @param cost n x n, row-major, finite
   * @param n size
   * @return for every row the column it is assigned to
   */
  public static int[] solve(double[] cost, int n) {
    // Column n is a place outside, from which each new row starts looking.
    int[] rowOf = new int[n + 1];
    Arrays.fill(rowOf, -1);
    double[] rowPrice = new double[n];
    double[] columnPrice = new double[n + 1];
    int[] before = new int[n];
    double[] shortest = new double[n];
    boolean[] done = new boolean[n + 1];
    for (int start = 0; start < n; start++) {
      rowOf[n] = start;
      Arrays.fill(shortest, Double.POSITIVE_INFINITY);
      Arrays.fill(done, false);
      int column = n;
      do {
        done[column] = true;
        int row = rowOf[column];
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < n; j++) {
          if (!done[j]) {
            double reduced = cost[row * n + j] - rowPrice[row] - columnPrice[j];
            if (reduced < shortest[j]) {
              shortest[j] = reduced;
              before[j] = column;
            }
            if (shortest[j] < least) {
              least = shortest[j];
              nearest = j;
            }
          }
        }
        for (int j = 0; j <= n; j++) {
          if (done[j]) {
            rowPrice[rowOf[j]] += least;
            columnPrice[j] -= least;
          } else {
            shortest[j] -= least;
          }
        }
        column = nearest;
      } while (rowOf[column] >= 0);
      while (column != n) {
        rowOf[column] = rowOf[before[column]];
        column = before[column];
      }
    }
    int[] columnOf = new int[n];
    for (int j = 0; j < n; j++) {
      columnOf[rowOf[j]] = j;
    }
    return columnOf;
  }
}
