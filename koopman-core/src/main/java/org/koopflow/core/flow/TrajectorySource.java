package org.koopflow.core.flow;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;

/** Where pairs and points of teacher trajectories come from. */
public interface TrajectorySource {
  /**
   * Replaces what is due to be replaced.
   *
   * @param step training steps made so far
   */
  void renew(int step);

  /**
   * Draws rows of trajectories, with one intermediate time for all.
   *
   * @param size number of rows
   * @param generator to draw from
   * @return the rows
   */
  Draw draw(int size, RandomGenerator generator);

  /**
   * Rows of trajectories.
   *
   * @param x0 noise
   * @param s an intermediate time
   * @param xs states at that time
   * @param x1 states at the end
   */
  record Draw(Batch x0, double s, Batch xs, Batch x1) {}
}
