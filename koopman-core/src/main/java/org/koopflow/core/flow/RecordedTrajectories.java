package org.koopflow.core.flow;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.teacher.Recording;

/** Training trajectories of a recording, at the times it has. */
final class RecordedTrajectories implements TrajectorySource {
  /** Both ends and one between. */
  private static final int LEAST_TIMES = 3;

  private final double[] times;
  private final Recording.Part part;

  RecordedTrajectories(double[] times, Recording.Part part) {
    if (times.length < LEAST_TIMES) {
      throw new SpecificationException(
          "the trajectories a teacher brings are known at their two ends alone; training by"
              + " gradient steps needs at least one time between");
    }
    this.times = times;
    this.part = part;
  }

  /** A recording has no others. */
  @Override
  public void renew(int step) {}

  @Override
  public Draw draw(int size, RandomGenerator generator) {
    Batch starts = part.starts();
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = generator.nextInt(starts.rows());
    }
    int k = 1 + generator.nextInt(times.length - 2);
    return new Draw(
        starts.gather(rows), times[k], part.states().get(k).gather(rows), part.ends().gather(rows));
  }
}
