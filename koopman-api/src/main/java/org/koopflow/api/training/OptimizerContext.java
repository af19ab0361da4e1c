package org.koopflow.api.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;

/**
 * What an optimizer is made for.
 *
 * @param initial first values of all parameters, whose names and sizes are those of every step;
 *     what is moved are the weights given with a step, not these
 * @param frozen names of parameters that keep their values
 */
public record OptimizerContext(Weights initial, Set<String> frozen) {
  /**
   * Copies the names.
   *
   * @param initial first values of all parameters
   * @param frozen names of parameters that keep their values
   */
  public OptimizerContext {
    frozen = Set.copyOf(frozen);
  }

  /**
   * The parameters that move.
   *
   * @return first values of all that are not frozen, in the order of the weights
   */
  public Weights moving() {
    Map<String, Batch> moving = new LinkedHashMap<>(initial.values());
    moving.keySet().removeAll(frozen);
    return new Weights(moving);
  }
}
