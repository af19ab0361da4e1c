package org.koopflow.core.training;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.teacher.Recording;

/** Training trajectories of a recording, at the times it has. */
final class RecordedTrajectories implements TrajectorySource {
  private final Recording recording;
  private final double[] times;

  RecordedTrajectories(Recording recording) {
    this.recording = recording;
    this.times = recording.times();
  }

  /** A recording has no others. */
  @Override
  public void renew(int step) {}

  @Override
  public Draw draw(int size, RandomGenerator generator) {
    Batch starts = recording.train().starts();
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = generator.nextInt(starts.rows());
    }
    int k = 1 + generator.nextInt(times.length - 2);
    return new Draw(
        starts.gather(rows),
        times[k],
        recording.train().states().get(k).gather(rows),
        recording.train().ends().gather(rows));
  }
}
