package org.koopflow.testkit;

/** The numerical rank of a matrix, by elimination with complete pivoting. */
final class Rank {
  /** Pivots below this share of the first count as nothing. */
  private static final double NOTHING = 1e-10;

  private Rank() {}

  /** Rank of rows of equal lengths, which are used up. */
  static int of(double[][] rows) {
    double first = 0;
    for (int k = 0; k < Math.min(rows.length, rows[0].length); k++) {
      double pivot = pivot(rows, k);
      first = k == 0 ? Math.abs(pivot) : first;
      if (Math.abs(pivot) <= NOTHING * first) {
        return k;
      }
      for (int i = k + 1; i < rows.length; i++) {
        double factor = rows[i][k] / pivot;
        for (int j = k; j < rows[i].length; j++) {
          rows[i][j] -= factor * rows[k][j];
        }
      }
    }
    return Math.min(rows.length, rows[0].length);
  }

  /** Brings the largest entry that is left to place k of the diagonal. */
  private static double pivot(double[][] rows, int k) {
    int row = k;
    int column = k;
    for (int i = k; i < rows.length; i++) {
      for (int j = k; j < rows[i].length; j++) {
        if (Math.abs(rows[i][j]) > Math.abs(rows[row][column])) {
          row = i;
          column = j;
        }
      }
    }
    double[] swapped = rows[k];
    rows[k] = rows[row];
    rows[row] = swapped;
    for (double[] each : rows) {
      double entry = each[k];
      each[k] = each[column];
      each[column] = entry;
    }
    return rows[k][k];
  }
}
