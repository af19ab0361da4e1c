package org.koopflow.api.teacher;

import java.util.List;
import java.util.function.UnaryOperator;
import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;

/**
 * Trajectories that are known point by point, from noise to data, and nothing else of the flow that
 * made them. Their ends are the data.
 *
 * @param times recorded times, ascending, the first {@link FlowTime#NOISE} and the last {@link
 *     FlowTime#DATA}
 * @param train trajectories to learn from
 * @param test trajectories held back to judge by
 */
public record Recording(double[] times, Part train, Part test) {
  /**
   * Some of the trajectories.
   *
   * @param states one batch per time, rows x d; a row is the same trajectory at every time
   * @param velocities {@code dx/dt} at those states, one batch per time; empty if nothing is to be
   *     said of velocities
   */
  public record Part(List<Batch> states, List<Batch> velocities) {
    /**
     * Checks that the batches fit one another.
     *
     * @param states one batch per time
     * @param velocities one batch per time, or none
     */
    public Part {
      states = List.copyOf(states);
      velocities = List.copyOf(velocities);
      if (!velocities.isEmpty() && velocities.size() != states.size()) {
        throw new IllegalArgumentException(
            states.size() + " states need as many velocities, got " + velocities.size());
      }
      for (List<Batch> batches : List.of(states, velocities)) {
        for (Batch batch : batches) {
          if (batch.rows() != states.get(0).rows() || batch.columns() != states.get(0).columns()) {
            throw new IllegalArgumentException(
                "all times need the same trajectories, got " + states.get(0) + " and " + batch);
          }
        }
      }
    }

    /**
     * Where the trajectories begin.
     *
     * @return states at {@link FlowTime#NOISE}, rows x d
     */
    public Batch starts() {
      return states.get(0);
    }

    /**
     * Where the trajectories end.
     *
     * @return states at {@link FlowTime#DATA}, rows x d
     */
    public Batch ends() {
      return states.get(states.size() - 1);
    }

    private Part map(UnaryOperator<Batch> point, UnaryOperator<Batch> velocity) {
      return new Part(
          states.stream().map(point).toList(), velocities.stream().map(velocity).toList());
    }
  }

  /**
   * Checks the times.
   *
   * @param times recorded times
   * @param train trajectories to learn from
   * @param test trajectories held back
   */
  public Recording {
    times = times.clone();
    if (times.length < 2
        || times[0] != FlowTime.NOISE
        || times[times.length - 1] != FlowTime.DATA) {
      throw new IllegalArgumentException(
          "recorded times must run from " + FlowTime.NOISE + " to " + FlowTime.DATA);
    }
    for (int k = 1; k < times.length; k++) {
      if (!(times[k] > times[k - 1])) {
        throw new IllegalArgumentException(
            "recorded times must ascend, got " + times[k] + " after " + times[k - 1]);
      }
    }
    for (Part part : List.of(train, test)) {
      if (part.states().size() != times.length) {
        throw new IllegalArgumentException(
            times.length + " times need as many states, got " + part.states().size());
      }
    }
    if (train.starts().columns() != test.starts().columns()
        || train.velocities().isEmpty() != test.velocities().isEmpty()) {
      throw new IllegalArgumentException("training and held-out trajectories must be of one kind");
    }
  }

  /**
   * The recorded times.
   *
   * @return a copy
   */
  @Override
  public double[] times() {
    return times.clone();
  }

  /**
   * Dimension d of the state.
   *
   * @return columns of a state
   */
  public int dimension() {
    return train.starts().columns();
  }

  /**
   * Whether velocities are known.
   *
   * @return false if the states are all there is
   */
  public boolean hasVelocities() {
    return !train.velocities().isEmpty();
  }

  /**
   * The same trajectories in other coordinates, the same for all times.
   *
   * @param point maps states
   * @param velocity maps velocities, which is the derivative of the map of states
   * @return the recording in those coordinates
   */
  public Recording map(UnaryOperator<Batch> point, UnaryOperator<Batch> velocity) {
    return new Recording(times, train.map(point, velocity), test.map(point, velocity));
  }
}
