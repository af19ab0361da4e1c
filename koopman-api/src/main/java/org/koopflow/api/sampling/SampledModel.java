package org.koopflow.api.sampling;

import java.util.Optional;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.koopman.LinearFlow;
import org.koopflow.api.teacher.VelocityField;

/**
 * What a sampler may draw on.
 *
 * @param velocity the teacher's velocity field, if there is one
 * @param flow the learned linear flow, if there is one
 */
public record SampledModel(Optional<VelocityField> velocity, Optional<LinearFlow> flow) {
  /**
   * A teacher alone.
   *
   * @param velocity its velocity field
   * @return the model
   */
  public static SampledModel of(VelocityField velocity) {
    return new SampledModel(Optional.of(velocity), Optional.empty());
  }

  /**
   * A linear flow alone.
   *
   * @param flow the flow
   * @return the model
   */
  public static SampledModel of(LinearFlow flow) {
    return new SampledModel(Optional.empty(), Optional.of(flow));
  }

  /**
   * The velocity field.
   *
   * @param sampler name of the sampler that needs it
   * @return the field
   * @throws SpecificationException if there is none
   */
  public VelocityField requireVelocity(String sampler) {
    return velocity.orElseThrow(
        () ->
            new SpecificationException(
                "sampler '"
                    + sampler
                    + "' integrates the teacher's velocity field, and this model"
                    + " has none (a recorded teacher has no velocity field)"));
  }

  /**
   * The linear flow.
   *
   * @param sampler name of the sampler that needs it
   * @return the flow
   * @throws SpecificationException if there is none
   */
  public LinearFlow requireFlow(String sampler) {
    return flow.orElseThrow(
        () ->
            new SpecificationException(
                "sampler '" + sampler + "' needs a learned linear flow, and this model has none"));
  }
}
