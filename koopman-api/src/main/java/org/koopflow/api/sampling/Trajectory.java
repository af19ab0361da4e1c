package org.koopflow.api.sampling;

import java.util.List;
import java.util.function.UnaryOperator;
import org.koopflow.api.Batch;

/**
 * What a sampler gives: the states at the wanted times and what they cost.
 *
 * @param times the wanted times, in the given order; copied
 * @param states one batch per time, whole rows
 * @param evaluations network evaluations per sample (NFE) for all the times together: calls of the
 *     velocity field for a solver; for the linear flow one a time, since each is decoded by itself
 */
public record Trajectory(double[] times, List<Batch> states, int evaluations) {
  /**
   * Checks the sizes.
   *
   * @param times the wanted times
   * @param states one batch per time
   * @param evaluations network evaluations per sample
   * @throws IllegalArgumentException if there are not as many states as times
   */
  public Trajectory {
    if (times.length != states.size()) {
      throw new IllegalArgumentException(
          times.length + " times need as many states, got " + states.size());
    }
    times = times.clone();
    states = List.copyOf(states);
  }

  /**
   * The wanted times.
   *
   * @return a copy, in the given order
   */
  @Override
  public double[] times() {
    return times.clone();
  }

  /**
   * The states at the last time.
   *
   * @return whole rows
   */
  public Batch last() {
    return states.get(states.size() - 1);
  }

  /**
   * The same trajectory, seen otherwise.
   *
   * @param change from the states at a time to what is seen of them
   * @return one batch per time, at the same cost
   */
  public Trajectory map(UnaryOperator<Batch> change) {
    return new Trajectory(times, states.stream().map(change).toList(), evaluations);
  }
}
