package org.koopflow.spectral.model.analysis;

import java.util.ArrayList;
import java.util.List;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.sampling.Trajectory;

/**
 * Trajectories of the teacher.
 *
 * @param noise where they start, whole rows
 * @param trajectory the states at later times
 */
public record Taught(Batch noise, Trajectory trajectory) {
  /**
   * The trajectories from their beginning.
   *
   * @return noise, at {@link FlowTime#NOISE}, and all later states
   */
  public Trajectory whole() {
    double[] later = trajectory.times();
    double[] times = new double[later.length + 1];
    times[0] = FlowTime.NOISE;
    System.arraycopy(later, 0, times, 1, later.length);
    List<Batch> states = new ArrayList<>(List.of(noise));
    states.addAll(trajectory.states());
    return new Trajectory(times, states, trajectory.evaluations());
  }

  /**
   * The time of every later state.
   *
   * @return one number for each row of {@link #states()}, rows x 1
   */
  public Batch times() {
    List<Batch> times = new ArrayList<>();
    for (int j = 0; j < trajectory.times().length; j++) {
      int rows = trajectory.states().get(j).rows();
      times.add(Batch.filled(rows, 1, trajectory.times()[j]));
    }
    return Batch.stack(times);
  }

  /**
   * All later states, those of one time after those of another.
   *
   * @return whole rows
   */
  public Batch states() {
    return Batch.stack(trajectory.states());
  }
}
