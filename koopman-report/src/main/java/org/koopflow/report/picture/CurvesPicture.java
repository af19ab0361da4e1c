package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Positive quantities over time, on a logarithmic scale. */
public final class CurvesPicture {
  private static final int DASHES = 25;
  private static final BasicStroke SOLID =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke DASHED =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0);

  private CurvesPicture() {}

  /**
   * A quantity that was measured and one that was expected of it.
   *
   * @param name what it is
   * @param expectation what is expected of it is called; empty to leave it out of the legend
   * @param times the times
   * @param measured its values, drawn solid
   * @param expected values expected, drawn dashed
   */
  public record Curve(
      String name, String expectation, double[] times, double[] measured, double[] expected) {}

  /**
   * A coordinate system of curves.
   *
   * @param title its title
   * @param label what the quantities are
   * @param curves at most seven are told apart by colour
   */
  public record Group(String title, String label, List<Curve> curves) {}

  /**
   * Draws groups side by side.
   *
   * @param groups at least one
   * @return bytes of a PNG file
   */
  public static byte[] draw(List<Group> groups) {
    return Sheet.row(groups.stream().map(CurvesPicture::panel).toList(), 560, 480);
  }

  private static Panel panel(Group group) {
    List<double[]> logarithms = new ArrayList<>();
    for (Curve curve : group.curves) {
      logarithms.add(logarithms(curve.measured));
      logarithms.add(logarithms(curve.expected));
    }
    Range y = Range.of(logarithms);
    Panel panel =
        new Panel(group.title, "time", group.label)
            .logarithmicY()
            .ranges(new Range(0, 1), new Range(Math.pow(10, y.low()), Math.pow(10, y.high())));
    for (int i = 0; i < group.curves.size(); i++) {
      Curve curve = group.curves.get(i);
      Color color = Palette.CURVES[i % Palette.CURVES.length];
      panel.line(curve.name, curve.times, positive(curve.measured), color, SOLID);
      // A dash begins anew at every point, and so needs them far apart.
      int every = Math.max(1, curve.times.length / DASHES);
      panel.line(
          curve.expectation,
          thinned(curve.times, every),
          positive(thinned(curve.expected, every)),
          color,
          DASHED);
    }
    return group.curves.size() > 3 ? panel.legendBeside() : panel.legend();
  }

  private static double[] logarithms(double[] values) {
    return java.util.Arrays.stream(values).filter(value -> value > 0).map(Math::log10).toArray();
  }

  /** Every so many values, the last among them. */
  private static double[] thinned(double[] values, int every) {
    int last = values.length - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> (last - i) % every == 0)
        .mapToDouble(i -> values[i])
        .toArray();
  }

  /** Nothing has no place on a logarithmic scale. */
  private static double[] positive(double[] values) {
    return java.util.Arrays.stream(values)
        .map(value -> value > 0 && Double.isFinite(value) ? value : Double.NaN)
        .toArray();
  }
}
