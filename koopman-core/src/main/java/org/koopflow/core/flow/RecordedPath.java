package org.koopflow.core.flow;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.teacher.Recording;

/**
 * Points of recorded trajectories. Where velocities are known a trajectory is followed between its
 * recorded times by the cubics through states and velocities, and its points are drawn at uniform
 * times; otherwise they are those recorded.
 */
final class RecordedPath {
  private final double[] times;
  private final List<Batch> states;
  private final List<Batch> velocities;

  /**
   * Creates the path.
   *
   * @param times recorded times
   * @param part trajectories
   */
  public RecordedPath(double[] times, Recording.Part part) {
    this.times = times;
    this.states = part.states();
    this.velocities = part.velocities();
  }

  /**
   * Draws points, each of a trajectory and at a time of its own.
   *
   * @param size number of points
   * @param random generator to draw from
   * @return the points
   */
  public Points draw(int size, RandomGenerator random) {
    int d = states.get(0).columns();
    float[] t = new float[size];
    float[] x = new float[size * d];
    float[] v = new float[velocities.isEmpty() ? 0 : size * d];
    for (int i = 0; i < size; i++) {
      int row = random.nextInt(states.get(0).rows());
      if (velocities.isEmpty()) {
        int k = random.nextInt(times.length);
        t[i] = (float) times[k];
        System.arraycopy(states.get(k).floats(), row * d, x, i * d, d);
      } else {
        double time = FlowTime.NOISE + (FlowTime.DATA - FlowTime.NOISE) * random.nextDouble();
        t[i] = (float) time;
        cubic(row, time, x, v, i * d);
      }
    }
    return new Points(
        Batch.of(size, 1, t),
        Batch.of(size, d, x),
        velocities.isEmpty() ? Optional.empty() : Optional.of(Batch.of(size, d, v)));
  }

  /** The cubic Hermite polynomial of the interval a time lies in, and its derivative. */
  private void cubic(int row, double time, float[] x, float[] v, int at) {
    int k = 0;
    while (k < times.length - 2 && times[k + 1] <= time) {
      k++;
    }
    double h = times[k + 1] - times[k];
    double s = (time - times[k]) / h;
    double r = 1 - s;
    int d = states.get(0).columns();
    for (int j = 0; j < d; j++) {
      double x0 = states.get(k).floats()[row * d + j];
      double x1 = states.get(k + 1).floats()[row * d + j];
      double v0 = velocities.get(k).floats()[row * d + j];
      double v1 = velocities.get(k + 1).floats()[row * d + j];
      x[at + j] =
          (float)
              (r * r * (1 + 2 * s) * x0 + s * s * (3 - 2 * s) * x1 + h * s * r * (r * v0 - s * v1));
      v[at + j] = (float) (6 * s * r * (x1 - x0) / h + r * (1 - 3 * s) * v0 + s * (3 * s - 2) * v1);
    }
  }
}
