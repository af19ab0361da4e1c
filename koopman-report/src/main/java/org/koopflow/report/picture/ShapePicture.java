package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.koopflow.api.Batch;

/** Directions at points: arrows in the plane, values over a line, or profiles of coordinates. */
public final class ShapePicture {
  private static final BasicStroke STROKE =
      new BasicStroke(1.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final int MOST_PROFILES = 5;

  /**
   * Length of the longest arrow and of an arrow's barbs, as shares of the picture and the arrow.
   */
  private static final double LONGEST = 0.16;

  private static final double BARB = 0.28;

  private ShapePicture() {}

  /**
   * Directions of one kind.
   *
   * @param title what they are
   * @param directions one for each point
   */
  public record Shape(String title, Batch directions) {}

  /**
   * Draws shapes side by side. Each is scaled by itself.
   *
   * @param points where the directions belong, rows x d
   * @param shapes at least one, rows x d each
   * @return bytes of a PNG file
   */
  public static byte[] draw(Batch points, List<Shape> shapes) {
    List<Panel> panels = new ArrayList<>();
    for (Shape shape : shapes) {
      panels.add(
          switch (points.columns()) {
            case 1 -> overLine(points, shape);
            case 2 -> arrows(points, shape);
            default -> profiles(shape);
          });
    }
    return Sheet.row(panels, 360, 390);
  }

  private static Panel overLine(Batch points, Shape shape) {
    double[] x = points.doubles();
    double[] y = shape.directions.doubles();
    return new Panel(shape.title, "x", "direction")
        .ranges(Range.of(List.of(x)), Range.of(List.of(y, new double[] {0})))
        .dots(shape.title, x, y, Palette.STUDENT, 5);
  }

  private static Panel arrows(Batch points, Shape shape) {
    int rows = points.rows();
    double[] x = new double[rows];
    double[] y = new double[rows];
    double longest = 0;
    for (int i = 0; i < rows; i++) {
      x[i] = points.get(i, 0);
      y[i] = points.get(i, 1);
      longest =
          Math.max(longest, Math.hypot(shape.directions.get(i, 0), shape.directions.get(i, 1)));
    }
    Range wideX = Range.of(List.of(x));
    Range wideY = Range.of(List.of(y));
    Range shownX = wideX.ofLength((1 + LONGEST) * wideX.length());
    Range shownY = wideY.ofLength((1 + LONGEST) * wideY.length());
    double unit = longest == 0 ? 0 : LONGEST * Math.max(shownX.length(), shownY.length()) / longest;
    double[] lineX = new double[6 * rows];
    double[] lineY = new double[6 * rows];
    for (int i = 0; i < rows; i++) {
      double u = unit * shape.directions.get(i, 0);
      double v = unit * shape.directions.get(i, 1);
      double tipX = x[i] + u;
      double tipY = y[i] + v;
      double[] strokeX = {
        x[i], tipX, tipX - BARB * (u + v / 2), tipX, tipX - BARB * (u - v / 2), x[i]
      };
      double[] strokeY = {
        y[i], tipY, tipY - BARB * (v - u / 2), tipY, tipY - BARB * (v + u / 2), Double.NaN
      };
      System.arraycopy(strokeX, 0, lineX, 6 * i, 6);
      System.arraycopy(strokeY, 0, lineY, 6 * i, 6);
    }
    return new Panel(shape.title, "x1", "x2")
        .ranges(shownX, shownY)
        .equalAspect()
        .line("", lineX, lineY, Palette.STUDENT, STROKE)
        .dots("points", x, y, Palette.DATA, 3);
  }

  private static Panel profiles(Shape shape) {
    int columns = shape.directions.columns();
    double[] at = new double[columns];
    Arrays.setAll(at, j -> j + 1);
    Panel panel =
        new Panel(shape.title, "coordinate", "direction")
            .ranges(new Range(0.5, columns + 0.5), Range.of(List.of(shape.directions.doubles())));
    for (int i = 0; i < Math.min(MOST_PROFILES, shape.directions.rows()); i++) {
      double[] profile = new double[columns];
      for (int j = 0; j < columns; j++) {
        profile[j] = shape.directions.get(i, j);
      }
      panel.line("", at, profile, Palette.CURVES[i], STROKE);
    }
    return panel;
  }
}
