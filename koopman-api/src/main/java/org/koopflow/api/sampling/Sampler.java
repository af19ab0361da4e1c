package org.koopflow.api.sampling;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;

/**
 * Turns noise into samples. One-step linear flows and step-by-step solvers are the same to a user.
 */
public interface Sampler {
  /**
   * States along the flow.
   *
   * @param noise states at {@link FlowTime#NOISE}, rows x d
   * @param times wanted times within the horizon, ascending, at least one
   * @return the states at those times and the number of network evaluations
   */
  Trajectory sample(Batch noise, double... times);

  /**
   * Samples.
   *
   * @param noise states at {@link FlowTime#NOISE}, rows x d
   * @return states at {@link FlowTime#DATA}, rows x d
   */
  default Batch sample(Batch noise) {
    return sample(noise, FlowTime.DATA).last();
  }
}
