package org.koopflow.report.picture;

import java.util.stream.DoubleStream;

/**
 * Lines along which a function on a grid has a given value, by interpolation within each cell
 * ("marching squares").
 *
 * @param x positions, two for each piece of a line and one that separates it from the next
 * @param y positions, NaN where a piece ends
 */
record Contours(double[] x, double[] y) {
  /**
   * Finds the lines.
   *
   * @param xs ascending
   * @param ys ascending
   * @param values by x, then y
   * @param level the value
   */
  static Contours of(double[] xs, double[] ys, double[][] values, double level) {
    DoubleStream.Builder x = DoubleStream.builder();
    DoubleStream.Builder y = DoubleStream.builder();
    for (int i = 0; i + 1 < xs.length; i++) {
      for (int j = 0; j + 1 < ys.length; j++) {
        double[] cornerX = {xs[i], xs[i + 1], xs[i + 1], xs[i]};
        double[] cornerY = {ys[j], ys[j], ys[j + 1], ys[j + 1]};
        double[] corner = {
          values[i][j] - level,
          values[i + 1][j] - level,
          values[i + 1][j + 1] - level,
          values[i][j + 1] - level
        };
        double startX = Double.NaN;
        double startY = Double.NaN;
        for (int side = 0; side < 4; side++) {
          int next = (side + 1) % 4;
          if (corner[side] < 0 == corner[next] < 0) {
            continue;
          }
          double part = corner[side] / (corner[side] - corner[next]);
          double atX = cornerX[side] + part * (cornerX[next] - cornerX[side]);
          double atY = cornerY[side] + part * (cornerY[next] - cornerY[side]);
          if (Double.isNaN(startX)) {
            startX = atX;
            startY = atY;
          } else {
            x.add(startX).add(atX).add(atX);
            y.add(startY).add(atY).add(Double.NaN);
            startX = Double.NaN;
          }
        }
      }
    }
    return new Contours(x.build().toArray(), y.build().toArray());
  }
}
