package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;

/** Clouds of samples side by side, on equal axes, data first. */
public final class SamplePicture {
  private static final int MOST = 4000;
  private static final int BINS = 48;

  private SamplePicture() {}

  /**
   * Draws data, samples of the teacher and samples of the student.
   *
   * @param data real rows
   * @param teacher samples of the teacher, same columns; no rows leave the panel out
   * @param student samples of the student, same columns
   * @return bytes of a PNG file
   */
  public static byte[] draw(Batch data, Batch teacher, Batch student) {
    Map<String, Batch> clouds = new LinkedHashMap<>();
    clouds.put("data", data);
    if (teacher.rows() > 0) {
      clouds.put("teacher, many evaluations", teacher);
    }
    clouds.put("student, one step", student);
    Color[] colors =
        clouds.size() == 3
            ? new Color[] {Palette.DATA, Palette.TEACHER, Palette.STUDENT}
            : new Color[] {Palette.DATA, Palette.STUDENT};
    return data.columns() == 1
        ? densities(clouds, colors)
        : scatter(clouds, colors, Plane.of(data), List.of(data));
  }

  /**
   * Draws clouds of points side by side, on axes that show all of them.
   *
   * @param clouds at most seven by name, of equal columns; the first gives the plane to look at
   *     them in
   * @return bytes of a PNG file
   */
  public static byte[] draw(Map<String, Batch> clouds) {
    List<Batch> all = List.copyOf(clouds.values());
    return all.get(0).columns() == 1
        ? densities(clouds, Palette.CURVES)
        : scatter(clouds, Palette.CURVES, Plane.of(all.get(0)), all);
  }

  private static byte[] scatter(
      Map<String, Batch> clouds, Color[] colors, Plane plane, List<Batch> framed) {
    Range x = Range.of(framed.stream().map(cloud -> plane.coordinate(cloud, 0)).toList());
    Range y = Range.of(framed.stream().map(cloud -> plane.coordinate(cloud, 1)).toList());
    List<Panel> panels = new ArrayList<>();
    for (Map.Entry<String, Batch> cloud : clouds.entrySet()) {
      Batch rows = first(cloud.getValue());
      Points points = Points.inside(plane.coordinate(rows, 0), plane.coordinate(rows, 1), x, y);
      Color color = Palette.clear(colors[panels.size()], 120);
      panels.add(
          new Panel(cloud.getKey(), plane.label(0), plane.label(1))
              .ranges(x, y)
              .equalAspect()
              .dots(cloud.getKey(), points.x(), points.y(), color, 3));
    }
    return Sheet.row(panels, 400, 430);
  }

  /** One-dimensional data: densities over one axis, as histograms. */
  private static byte[] densities(Map<String, Batch> clouds, Color[] colors) {
    Range x = Range.of(clouds.values().stream().map(Batch::doubles).toList());
    Panel panel = new Panel("", "x", "density").legend();
    double highest = 0;
    int at = 0;
    for (Map.Entry<String, Batch> cloud : clouds.entrySet()) {
      double[] centers = new double[BINS];
      double[] density = new double[BINS];
      double width = x.length() / BINS;
      for (double value : cloud.getValue().doubles()) {
        if (x.contains(value)) {
          int bin = Math.min(BINS - 1, (int) ((value - x.low()) / width));
          density[bin] += 1 / (width * cloud.getValue().rows());
        }
      }
      for (int bin = 0; bin < BINS; bin++) {
        centers[bin] = x.low() + (bin + 0.5) * width;
        highest = Math.max(highest, density[bin]);
      }
      panel.line(cloud.getKey(), centers, density, colors[at++], new BasicStroke(2));
    }
    panel.ranges(x, new Range(0, highest > 0 ? 1.08 * highest : 1));
    return Sheet.row(List.of(panel), 640, 430);
  }

  private static Batch first(Batch batch) {
    return batch.rows() <= MOST
        ? batch
        : Batch.of(
            MOST, batch.columns(), java.util.Arrays.copyOf(batch.floats(), MOST * batch.columns()));
  }

  /** Points that lie within a frame. */
  private record Points(double[] x, double[] y) {
    static Points inside(double[] xs, double[] ys, Range x, Range y) {
      int[] kept =
          java.util.stream.IntStream.range(0, xs.length)
              .filter(i -> x.contains(xs[i]) && y.contains(ys[i]))
              .toArray();
      double[] keptX = new double[kept.length];
      double[] keptY = new double[kept.length];
      for (int i = 0; i < kept.length; i++) {
        keptX[i] = xs[kept[i]];
        keptY[i] = ys[kept[i]];
      }
      return new Points(keptX, keptY);
    }
  }
}
