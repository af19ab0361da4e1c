package org.koopflow.report.picture;

import java.awt.BasicStroke;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.sampling.Trajectory;

/** Paths from the same noise: the teacher's and, on top, the student's. */
public final class TrajectoryPicture {
  private static final BasicStroke WIDE =
      new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  private static final BasicStroke NARROW =
      new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private TrajectoryPicture() {}

  /**
   * Draws trajectories: in their plane, or over time where there is one dimension.
   *
   * @param data real rows, shown faintly behind
   * @param teacher trajectories of the teacher
   * @param student trajectories of the student from the same noise at the same times, of which the
   *     first is that of the noise
   * @return bytes of a PNG file
   */
  public static byte[] draw(Batch data, Trajectory teacher, Trajectory student) {
    Curves first;
    Curves second;
    Panel panel;
    double[] startX;
    double[] startY;
    if (data.columns() == 1) {
      first = Curves.overTime(teacher);
      second = Curves.overTime(student);
      panel = new Panel("", "time", "x").ranges(new Range(0, 1), range(first.y, second.y));
      startY = teacher.states().get(0).doubles();
      startX = new double[startY.length];
    } else {
      Plane plane = Plane.of(data);
      first = Curves.inPlane(plane, teacher);
      second = Curves.inPlane(plane, student);
      double[] x = plane.coordinate(data, 0);
      double[] y = plane.coordinate(data, 1);
      int shown = Math.min(2500, x.length);
      panel =
          new Panel("", plane.label(0), plane.label(1))
              .ranges(range(first.x, second.x, x), range(first.y, second.y, y))
              .equalAspect()
              .dots(
                  "",
                  java.util.Arrays.copyOf(x, shown),
                  java.util.Arrays.copyOf(y, shown),
                  Palette.clear(Palette.DATA, 34),
                  5);
      startX = plane.coordinate(teacher.states().get(0), 0);
      startY = plane.coordinate(teacher.states().get(0), 1);
    }
    panel
        .line("teacher", first.x, first.y, Palette.PALE_TEACHER, WIDE)
        .line("student", second.x, second.y, Palette.STUDENT, NARROW)
        .dots("noise", startX, startY, Palette.INK, 5)
        .legend();
    return Sheet.row(List.of(panel), 600, 620);
  }

  private static Range range(double[]... parts) {
    return Range.of(List.of(parts));
  }

  /** All paths one after the other, with NaN between them. */
  private record Curves(double[] x, double[] y) {
    static Curves inPlane(Plane plane, Trajectory trajectory) {
      int times = trajectory.times().length;
      int rows = trajectory.last().rows();
      Curves curves = new Curves(new double[rows * (times + 1)], new double[rows * (times + 1)]);
      for (int k = 0; k < times; k++) {
        double[] x = plane.coordinate(trajectory.states().get(k), 0);
        double[] y = plane.coordinate(trajectory.states().get(k), 1);
        for (int i = 0; i < rows; i++) {
          curves.x[i * (times + 1) + k] = x[i];
          curves.y[i * (times + 1) + k] = y[i];
        }
      }
      curves.interrupt(times);
      return curves;
    }

    static Curves overTime(Trajectory trajectory) {
      int times = trajectory.times().length;
      int rows = trajectory.last().rows();
      Curves curves = new Curves(new double[rows * (times + 1)], new double[rows * (times + 1)]);
      for (int k = 0; k < times; k++) {
        for (int i = 0; i < rows; i++) {
          curves.x[i * (times + 1) + k] = trajectory.times()[k];
          curves.y[i * (times + 1) + k] = trajectory.states().get(k).get(i, 0);
        }
      }
      curves.interrupt(times);
      return curves;
    }

    private void interrupt(int times) {
      for (int end = times; end < x.length; end += times + 1) {
        x[end] = x[end - 1];
        y[end] = Double.NaN;
      }
    }
  }
}
