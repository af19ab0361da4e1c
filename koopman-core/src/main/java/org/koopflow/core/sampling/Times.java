package org.koopflow.core.sampling;

import org.koopflow.api.FlowTime;
import org.koopflow.api.SpecificationException;

/** Checks of the times a sampler is asked for. */
final class Times {
  private Times() {}

  static double[] require(double... times) {
    if (times.length == 0) {
      throw new SpecificationException("a sampler needs at least one time, got none");
    }
    for (int i = 0; i < times.length; i++) {
      FlowTime.require(times[i]);
      if (i > 0 && times[i] < times[i - 1]) {
        throw new SpecificationException(
            "times must ascend, got " + times[i] + " after " + times[i - 1]);
      }
    }
    return times.clone();
  }
}
