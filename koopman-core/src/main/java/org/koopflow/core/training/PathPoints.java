package org.koopflow.core.training;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.teacher.PathBatch;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.teacher.VelocityField;

/**
 * Points of the teacher's marginal path with its velocity there, made for several steps at a time,
 * since one large evaluation is cheaper than many small ones.
 */
final class PathPoints implements PointSource {
  private static final int AHEAD = 16;

  private final Teacher teacher;
  private final Weights fitted;
  private final VelocityField velocity;
  private final Batch data;
  private final int size;
  private final RandomGenerator random;
  private PathBatch points;
  private Batch velocities;
  private int used = AHEAD;

  PathPoints(
      Teacher teacher,
      Weights fitted,
      VelocityField velocity,
      Batch data,
      int size,
      RandomGenerator random) {
    this.teacher = teacher;
    this.fitted = fitted;
    this.velocity = velocity;
    this.data = data;
    this.size = size;
    this.random = random;
  }

  @Override
  public Points next() {
    if (used == AHEAD) {
      points = teacher.path(fitted, data, AHEAD * size, random);
      velocities = velocity.velocity(points.t(), points.x());
      used = 0;
    }
    int from = used++ * size;
    int to = from + size;
    return new Points(
        points.t().rows(from, to),
        points.x().rows(from, to),
        Optional.of(velocities.rows(from, to)));
  }
}
