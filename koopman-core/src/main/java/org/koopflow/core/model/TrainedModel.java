package org.koopflow.core.model;

import java.util.Optional;
import org.koopflow.api.Selection;
import org.koopflow.api.data.Transform;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/**
 * Everything a trained model consists of; what a run folder stores.
 *
 * @param experiment how it was made
 * @param transform from data to the coordinates of the flow and back
 * @param domain what flows
 * @param teacher the teacher's weights
 * @param student weights of lifting and operator; empty if the work was stopped before they were
 *     trained
 */
public record TrainedModel(
    Experiment experiment,
    Transform transform,
    Domain domain,
    FittedWeights teacher,
    Optional<FittedWeights> student) {
  /**
   * The same model with its exponentials computed another way, which need not be one that can be
   * trained through.
   *
   * @param exponential how to compute them
   * @return a model of the same weights
   */
  public TrainedModel withExponential(Selection<ExponentialProvider<?>> exponential) {
    return new TrainedModel(
        experiment.withExponential(exponential), transform, domain, teacher, student);
  }

  /**
   * The same model on another backend, which need not be one that can train.
   *
   * @param backend name of the backend; unless it is the same one, its own defaults hold
   * @return a model of the same weights
   */
  public TrainedModel withBackend(String backend) {
    return new TrainedModel(experiment.withBackend(backend), transform, domain, teacher, student);
  }

  /**
   * Lifting and operator of the student.
   *
   * @param plugins make the parts the experiment names
   * @return their description, which {@link #student} has the weights of
   */
  public KoopmanModel koopman(Plugins plugins) {
    return KoopmanModel.of(plugins, experiment, domain.space());
  }
}
