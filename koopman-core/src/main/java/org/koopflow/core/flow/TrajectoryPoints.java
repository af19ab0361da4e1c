package org.koopflow.core.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.teacher.VelocityField;

/**
 * Points on the trajectories of a pool with the velocity there, for a teacher that knows no path to
 * draw from. Made for several steps at a time, and dealt out so that the points of one step have as
 * many times as were drawn together.
 */
final class TrajectoryPoints implements PointSource {
  private static final int AHEAD = 16;

  private final TrajectorySource pool;
  private final VelocityField velocity;
  private final int size;
  private final RandomGenerator random;
  private Batch t;
  private Batch x;
  private Batch velocities;
  private int used = AHEAD;

  TrajectoryPoints(
      TrajectorySource pool, VelocityField velocity, int size, RandomGenerator random) {
    this.pool = pool;
    this.velocity = velocity;
    this.size = size;
    this.random = random;
  }

  @Override
  public Points next() {
    if (used == AHEAD) {
      List<Batch> times = new ArrayList<>();
      List<Batch> states = new ArrayList<>();
      for (int i = 0; i < AHEAD; i++) {
        TrajectorySource.Draw draw = pool.draw(size, random);
        times.add(Batch.filled(size, 1, draw.s()));
        states.add(draw.xs());
      }
      t = Batch.stack(times);
      x = Batch.stack(states);
      velocities = velocity.velocity(t, x);
      used = 0;
    }
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = used + i * AHEAD;
    }
    used++;
    return new Points(t.gather(rows), x.gather(rows), Optional.of(velocities.gather(rows)));
  }
}
