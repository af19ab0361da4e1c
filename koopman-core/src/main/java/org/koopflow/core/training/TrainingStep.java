package org.koopflow.core.training;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.KoopmanObjective;
import org.koopflow.core.objective.ObjectiveTerms;

/**
 * Single steps of the training of a student on inputs that are given: the loss, its gradient and
 * the update, without the pool and the watch over divergence. For whoever measures or inspects.
 */
public final class TrainingStep implements AutoCloseable {
  private final KoopmanObjective loss;
  private final Differentiator differentiator;
  private final Descent descent;

  /**
   * Prepares the steps.
   *
   * @param backend differentiates
   * @param model lifting and operator
   * @param exponential how to compute e^L
   * @param terms the terms of the objective
   * @param descent where the training begins and how it goes on
   * @throws SpecificationException if the exponential cannot be differentiated
   */
  public TrainingStep(
      Backend backend,
      KoopmanModel model,
      Exponential exponential,
      ObjectiveTerms terms,
      Descent descent) {
    Exponential.OnTensors onTensors =
        exponential
            .onTensors()
            .orElseThrow(
                () ->
                    new SpecificationException(
                        "this exponential cannot be differentiated, which training needs"));
    int effort = onTensors.effort(model.generator(descent.current()).norm1());
    loss = new KoopmanObjective(model, onTensors, effort, terms);
    differentiator = backend.differentiator(loss);
    this.descent = descent;
  }

  /**
   * The loss, with the effort of the exponential that the initial weights need.
   *
   * @return the objective
   */
  public LossFunction loss() {
    return loss;
  }

  /**
   * Takes a step.
   *
   * @param inputs as {@link KoopmanObjective} names them
   * @return the loss before the step
   */
  public double run(Map<String, Batch> inputs) {
    Differentiator.Gradient gradient = differentiator.apply(descent.current(), inputs);
    descent.step(gradient.gradient(), descent.norm(gradient.gradient()));
    return gradient.loss();
  }

  @Override
  public void close() {
    differentiator.close();
  }
}
