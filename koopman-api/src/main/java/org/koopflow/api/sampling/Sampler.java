package org.koopflow.api.sampling;

import org.koopflow.api.Batch;
import org.koopflow.api.FlowTime;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;

/**
 * Turns noise into samples. One-step linear flows and step-by-step solvers are the same to a user.
 *
 * <p>Every method that asks a model throws {@link KoopflowException} when the model gives nothing
 * to go on with, such as a velocity that is not finite, or when a solver gives up.
 */
public interface Sampler {
  /**
   * States along the flow.
   *
   * @param noise states at {@link FlowTime#NOISE}, whole rows
   * @param times wanted times within the horizon, ascending, at least one
   * @return the states at those times and the number of network evaluations
   * @throws SpecificationException if there is no time, one is outside the horizon, or they do not
   *     ascend
   * @throws KoopflowException if the flow cannot be followed
   */
  Trajectory sample(Batch noise, double... times);

  /**
   * Samples.
   *
   * @param noise states at {@link FlowTime#NOISE}, whole rows
   * @return states at {@link FlowTime#DATA}, whole rows
   * @throws KoopflowException if the flow cannot be followed
   */
  default Batch sample(Batch noise) {
    return sample(noise, FlowTime.DATA).last();
  }

  /**
   * States along the flow that starts anywhere on its horizon and runs forward or backward: {@code
   * transport(data, FlowTime.DATA, FlowTime.NOISE)} turns data back into noise.
   *
   * <p>A sampler that only starts from noise may leave this out.
   *
   * @param states states at time {@code from}, whole rows
   * @param from their time, within the horizon
   * @param times wanted times within the horizon, at least one: ascending from {@code from} on, or
   *     descending from it
   * @return the states at those times, in the given order, and the number of network evaluations
   * @throws SpecificationException if a time is outside the horizon, if there is no time or they
   *     turn back, or if this sampler starts from noise alone and {@code from} is another time
   * @throws KoopflowException if the flow cannot be followed
   */
  default Trajectory transport(Batch states, double from, double... times) {
    if (FlowTime.require(from) != FlowTime.NOISE) {
      throw new SpecificationException(
          "this sampler starts from noise, at time "
              + FlowTime.NOISE
              + ", and goes forward; asked to start at time "
              + from);
    }
    return sample(states, times);
  }
}
