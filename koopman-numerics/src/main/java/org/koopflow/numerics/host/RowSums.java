package org.koopflow.numerics.host;

/**
 * Adds multiples of rows to a row: the inner loop of products and eliminations. Every row is an
 * array of its own and all are read at the same index, which is what lets Java's compiler use
 * vector instructions; with rows inside one array it cannot tell that they do not overlap, and
 * takes four times as long.
 */
public final class RowSums {
  private RowSums() {}

  /**
   * Adds one row.
   *
   * @param target the row that grows
   * @param factor its multiple
   * @param row a row
   * @param from first index
   * @param to index after the last one
   */
  public static void add(double[] target, double factor, double[] row, int from, int to) {
    for (int j = from; j < to; j++) {
      target[j] += factor * row[j];
    }
  }

  /**
   * Adds four rows, in this order.
   *
   * @param target the row that grows
   * @param factors holds their multiples
   * @param at where the first of the four multiples stands
   * @param rows holds the rows
   * @param first index of the first of the four rows
   * @param from first index
   * @param to index after the last one
   */
  public static void addFour(
      double[] target, double[] factors, int at, double[][] rows, int first, int from, int to) {
    double a0 = factors[at];
    double a1 = factors[at + 1];
    double a2 = factors[at + 2];
    double a3 = factors[at + 3];
    double[] row0 = rows[first];
    double[] row1 = rows[first + 1];
    double[] row2 = rows[first + 2];
    double[] row3 = rows[first + 3];
    for (int j = from; j < to; j++) {
      target[j] = target[j] + a0 * row0[j] + a1 * row1[j] + a2 * row2[j] + a3 * row3[j];
    }
  }

  /**
   * Cuts an array into rows.
   *
   * @param data row-major numbers
   * @param rows number of rows
   * @param columns length of a row
   * @return copies of the rows
   */
  public static double[][] split(double[] data, int rows, int columns) {
    double[][] result = new double[rows][];
    for (int i = 0; i < rows; i++) {
      result[i] = java.util.Arrays.copyOfRange(data, i * columns, (i + 1) * columns);
    }
    return result;
  }
}
