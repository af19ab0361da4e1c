package org.koopflow.core.host;

/** Dense products of row-major arrays of doubles, quick enough for a few hundred rows. */
public final class HostProducts {
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
    double[] product = new double[rows * columns];
    int i = 0;
    // Four rows at a time, so that every row of b that is fetched serves four sums.
    for (; i + 4 <= rows; i += 4) {
      int p0 = i * columns;
      int p1 = p0 + columns;
      int p2 = p1 + columns;
      int p3 = p2 + columns;
      int q = i * inner;
      for (int k = 0; k < inner; k++) {
        double a0 = a[q + k];
        double a1 = a[q + inner + k];
        double a2 = a[q + 2 * inner + k];
        double a3 = a[q + 3 * inner + k];
        int r = k * columns;
        for (int j = 0; j < columns; j++) {
          double value = b[r + j];
          product[p0 + j] += a0 * value;
          product[p1 + j] += a1 * value;
          product[p2 + j] += a2 * value;
          product[p3 + j] += a3 * value;
        }
      }
    }
    for (; i < rows; i++) {
      for (int k = 0; k < inner; k++) {
        double factor = a[i * inner + k];
        for (int j = 0; j < columns; j++) {
          product[i * columns + j] += factor * b[k * columns + j];
        }
      }
    }
    return product;
  }
}
