package org.koopflow.numerics.dense;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment, in two stages. An auction with falling steps finds prices
 * that are nearly optimal (D. P. Bertsekas, Auction algorithms for network flow problems, Comput.
 * Optim. Appl. 1 (1992) 7); from those prices, shortest augmenting paths complete an exact optimum
 * (R. Jonker and A. Volgenant, Computing 38 (1987) 325). In few dimensions, where many points
 * compete for the same partners, this takes a fifth of the time of the second stage alone.
 */
public final class Assignment {
  /** First and last step of the auction, as shares of the mean size of a cost, and the factor. */
  private static final double FIRST_STEP = 0.02;

  private static final double LAST_STEP = 1e-4;
  private static final double FACTOR = 5;

  private final double[] cost;
  private final int n;
  private final double[] price;
  private final int[] columnOf;
  private final int[] rowOf;

  private Assignment(double[] cost, int n) {
    this.cost = cost;
    this.n = n;
    this.price = new double[n];
    this.columnOf = new int[n];
    this.rowOf = new int[n];
  }

  /**
   * Solves the assignment problem.
   *
   * @param cost n x n, row-major; of either sign, sums of n of them finite
   * @param n size
   * @return for every row the column it is assigned to
   */
  public static int[] solve(double[] cost, int n) {
    Assignment problem = new Assignment(cost, n);
    double scale = size(cost);
    // Where even a mean exceeds the range, the second stage finds the optimum by itself.
    if (scale > 0 && Double.isFinite(scale)) {
      double last = LAST_STEP * scale;
      for (double step = FIRST_STEP * scale; step > last; step /= FACTOR) {
        problem.auction(step);
      }
      problem.auction(last);
    }
    problem.complete();
    return problem.columnOf;
  }

  /**
   * Solves the assignment problem for costs in single precision, in double precision.
   *
   * @param cost n x n, row-major, finite
   * @param n size
   * @return for every row the column it is assigned to
   */
  public static int[] solve(float[] cost, int n) {
    double[] wide = new double[cost.length];
    for (int k = 0; k < cost.length; k++) {
      wide[k] = cost[k];
    }
    return solve(wide, n);
  }

  private static double size(double[] cost) {
    double sum = 0;
    for (double value : cost) {
      sum += Math.abs(value);
    }
    return sum / cost.length;
  }

  private void clear() {
    Arrays.fill(columnOf, -1);
    Arrays.fill(rowOf, -1);
  }

  /** Each row in turn outbids the holder of the column that is cheapest for it, price included. */
  private void auction(double step) {
    clear();
    int[] waiting = new int[n];
    int count = n;
    for (int i = 0; i < n; i++) {
      waiting[i] = i;
    }
    while (count > 0) {
      int row = waiting[--count];
      int from = row * n;
      double least = Double.MAX_VALUE;
      double second = Double.MAX_VALUE;
      int column = -1;
      for (int j = 0; j < n; j++) {
        double total = cost[from + j] + price[j];
        if (total < second) {
          if (total < least) {
            second = least;
            least = total;
            column = j;
          } else {
            second = total;
          }
        }
      }
      price[column] += (n > 1 ? second - least : 0) + step;
      int outbid = rowOf[column];
      rowOf[column] = row;
      columnOf[row] = column;
      if (outbid >= 0) {
        columnOf[outbid] = -1;
        waiting[count++] = outbid;
      }
    }
  }

  /** Assigns afresh by the prices alone, where rows do not compete, and augments for the rest. */
  private void complete() {
    clear();
    int[] free = new int[n];
    int count = 0;
    for (int row = 0; row < n; row++) {
      int column = cheapest(row);
      if (rowOf[column] < 0) {
        assign(row, column);
      } else {
        free[count++] = row;
      }
    }
    double[] distance = new double[n];
    int[] before = new int[n];
    int[] reached = new int[n];
    for (int k = 0; k < count; k++) {
      augment(free[k], distance, before, reached);
    }
  }

  private void assign(int row, int column) {
    rowOf[column] = row;
    columnOf[row] = column;
  }

  private int cheapest(int row) {
    int column = 0;
    double least = Double.MAX_VALUE;
    for (int j = 0; j < n; j++) {
      double total = cost[row * n + j] + price[j];
      if (total < least) {
        least = total;
        column = j;
      }
    }
    return column;
  }

  /** Dijkstra's search over reduced costs from a free row to the nearest free column. */
  private void augment(int start, double[] distance, int[] before, int[] reached) {
    Arrays.fill(before, start);
    Arrays.fill(distance, Double.MAX_VALUE);
    double[] settled = new double[n];
    int[] open = new int[n];
    for (int j = 0; j < n; j++) {
      open[j] = j;
    }
    int left = n;
    int count = 0;
    double shortest = 0;
    int row = start;
    double base = 0;
    int column;
    while (true) {
      int from = row * n;
      int nearest = -1;
      double least = Double.MAX_VALUE;
      for (int k = 0; k < left; k++) {
        int j = open[k];
        double length = cost[from + j] + price[j] - base;
        if (length < distance[j]) {
          distance[j] = length;
          before[j] = row;
        }
        if (distance[j] < least) {
          least = distance[j];
          nearest = k;
        }
      }
      shortest = least;
      column = open[nearest];
      if (rowOf[column] < 0) {
        break;
      }
      open[nearest] = open[--left];
      settled[column] = shortest;
      reached[count++] = column;
      row = rowOf[column];
      // So that the edge the row is assigned by has length 0.
      base = cost[row * n + column] + price[column] - shortest;
    }
    for (int k = 0; k < count; k++) {
      price[reached[k]] += shortest - settled[reached[k]];
    }
    while (true) {
      int owner = before[column];
      int next = columnOf[owner];
      assign(owner, column);
      if (owner == start) {
        return;
      }
      column = next;
    }
  }
}
