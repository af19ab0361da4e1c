package org.koopflow.parts.sampling;

import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;

/**
 * Where a sampler is asked to go.
 *
 * @param from time of the states it is given
 * @param wanted times asked for, leading away from {@code from} in one direction
 */
record Times(double from, double... wanted) {
  /**
   * Checks the times.
   *
   * @param from time of the states
   * @param wanted times asked for; copied
   * @throws SpecificationException if one is outside the horizon, there is none, or they turn back
   */
  Times {
    FlowTime.require(from);
    if (wanted.length == 0) {
      throw new SpecificationException("a sampler needs at least one time, got none");
    }
    wanted = wanted.clone();
    double direction = 0;
    double before = from;
    for (double time : wanted) {
      double step = Math.signum(FlowTime.require(time) - before);
      if (step * direction < 0) {
        throw new SpecificationException(
            "times must "
                + (direction > 0 ? "ascend" : "descend")
                + " from "
                + from
                + " on, got "
                + time
                + " after "
                + before);
      }
      direction = direction == 0 ? step : direction;
      before = time;
    }
  }

  /** 1 forward, -1 backward; 1 too where nothing moves. */
  double direction() {
    return last() < from ? -1 : 1;
  }

  /** The time after which nothing is wanted. */
  double last() {
    return wanted[wanted.length - 1];
  }
}
