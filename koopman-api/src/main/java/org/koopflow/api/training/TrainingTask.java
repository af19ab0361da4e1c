package org.koopflow.api.training;

import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.LossFunction;

/** What is to be trained: first weights, a loss and the batches to take it over. */
public interface TrainingTask {
  /**
   * Name of the stage, for progress and loss curves.
   *
   * @return a short lower-case word such as {@code teacher}
   */
  String name();

  /**
   * Where training begins.
   *
   * @return first values of all parameters
   */
  Weights initial();

  /**
   * Parameters that keep their first values.
   *
   * @return names among those of {@link #initial()}; none unless a task says otherwise
   */
  default Set<String> frozen() {
    return Set.of();
  }

  /**
   * The loss of the next step. A task whose function depends on a decision about the weights, such
   * as how often to square a matrix, returns another function when the decision changes, and
   * otherwise the same object, so that a traced graph is built anew only when it must.
   *
   * @param current the weights before the step; read during the call only
   * @return the loss
   */
  LossFunction loss(Weights current);

  /**
   * Inputs of a step. Asked once for each step, in order.
   *
   * @param step from 0
   * @return inputs by name
   */
  Map<String, Batch> batch(int step);

  /**
   * A task whose loss stays the same throughout.
   *
   * @param name name of the stage
   * @param initial first values of all parameters
   * @param loss the loss of every step
   * @param batches gives the inputs of a step, from 0
   * @return the task
   */
  static TrainingTask of(
      String name, Weights initial, LossFunction loss, IntFunction<Map<String, Batch>> batches) {
    return new TrainingTask() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Weights initial() {
        return initial;
      }

      @Override
      public LossFunction loss(Weights current) {
        return loss;
      }

      @Override
      public Map<String, Batch> batch(int step) {
        return batches.apply(step);
      }
    };
  }
}
