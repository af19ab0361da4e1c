package org.koopflow.numerics.host;

/** Dense products of row-major arrays of doubles, quick enough for several hundred rows. */
public final class HostProducts {
  /** Rows of the right factor that are worked on together, so that they stay in the cache. */
  private static final int BLOCK = 16;

  private HostProducts() {}

  /**
   * Matrix product. Sums run over the inner index in ascending order, so the result does not depend
   * on how the work is blocked.
   *
   * @param a left factor, {@code rows x inner}
   * @param b right factor, {@code inner x columns}
   * @param rows rows of the product
   * @param inner shared size
   * @param columns columns of the product
   * @return the product, {@code rows x columns}, in a new array
   */
  public static double[] multiply(double[] a, double[] b, int rows, int inner, int columns) {
    double[][] right = RowSums.split(b, inner, columns);
    double[][] sums = new double[rows][columns];
    for (int block = 0; block < inner; block += BLOCK) {
      int end = Math.min(inner, block + BLOCK);
      for (int i = 0; i < rows; i++) {
        int k = block;
        for (; k + 4 <= end; k += 4) {
          RowSums.addFour(sums[i], a, i * inner + k, right, k, 0, columns);
        }
        for (; k < end; k++) {
          RowSums.add(sums[i], a[i * inner + k], right[k], 0, columns);
        }
      }
    }
    double[] product = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(sums[i], 0, product, i * columns, columns);
    }
    return product;
  }
}
