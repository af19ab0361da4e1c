package org.koopflow.core.training;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.sampling.SampledModel;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.Teacher;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.EvaluationSettings;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.FittingMethod;
import org.koopflow.core.spec.PoolSettings;
import org.koopflow.numerics.host.HeapRoom;

/** Whether the student of an experiment can be fitted, asked before long work starts. */
public final class StudentChecks {
  /** Weights, gradient, average and the one before, and two moments of the usual optimizer. */
  private static final int COPIES = 6;

  private final Plugins plugins;
  private final Experiment experiment;

  /**
   * Creates the checks.
   *
   * @param plugins make the parts the experiment names
   * @param experiment what is to be trained and how
   */
  public StudentChecks(Plugins plugins, Experiment experiment) {
    this.plugins = plugins;
    this.experiment = experiment;
  }

  /**
   * Whether a backend can train, unless the student is fitted in closed form; asked before long
   * work starts.
   *
   * @param backend the experiment's backend
   * @throws SpecificationException if gradients are needed and it has none
   */
  public void requireGradients(Backend backend) {
    if (!closedForm() && !backend.capabilities().contains(Capability.GRADIENTS)) {
      Set<String> others = new TreeSet<>(plugins.of(BackendProvider.class).names());
      others.remove(backend.name());
      throw new SpecificationException(
          "backend '"
              + backend.name()
              + "' has no gradients, which training needs; train on another (known: "
              + (others.isEmpty() ? "none" : String.join(", ", others))
              + "), then sample and evaluate on this one");
    }
  }

  /**
   * Whether the experiment's parts can be fitted by its method, as far as this can be said without
   * data; asked before long work starts.
   *
   * @throws SpecificationException if the exponential does not apply to the operator, training by
   *     gradient meets one that cannot be differentiated, or the solver needs something a teacher
   *     has not
   */
  public void requireParts() {
    ExponentialChoice exponential =
        new ExponentialChoice(plugins, experiment.exponential(), experiment.operator());
    // Whether they fit does not depend on the size.
    StateLayout any = new StateLayout(1);
    if (closedForm()) {
      exponential.make(any);
    } else {
      exponential.onTensors(any);
    }
    plugins.create(
        SamplerProvider.class,
        experiment.training().pool().solver(),
        SampledModel.of(PlannedModel.field(Space.of(1))));
  }

  /**
   * Whether the experiment's sampler can draw on what this teacher and this model will be; asked
   * before long work starts.
   *
   * @param teacher the teacher, not fitted yet
   * @param model lifting and operator
   * @throws SpecificationException if the sampler needs something they have not, or the teacher can
   *     never find room in memory
   */
  public void requireSampler(Teacher teacher, KoopmanModel model) {
    requireRoom("a teacher '" + experiment.teacher().type() + "'", teacher.parameters());
    plugins.create(SamplerProvider.class, experiment.sampler(), PlannedModel.of(teacher, model));
  }

  /**
   * Whether a model can be fitted by the experiment's method; asked before long work starts.
   *
   * @param model lifting and operator
   * @throws SpecificationException if a fit in closed form meets trained observables, a decoder
   *     that is not linear, an operator that cannot take every generator, or too few points, or
   *     what is to be trained and what on can never find room in memory
   */
  public void requireModel(KoopmanModel model) {
    requireRoom(model);
    if (closedForm()) {
      ClosedForm.require(experiment, model);
    }
  }

  private static void requireRoom(String what, List<Parameter> parameters) {
    double weights = 0;
    for (Parameter parameter : parameters) {
      weights += (double) parameter.shape().rows() * parameter.shape().columns();
    }
    HeapRoom.require(
        String.format(
            Locale.ROOT,
            "%s has %.0f weights, and with gradient, averages and the optimizer's state",
            what,
            weights),
        COPIES * weights,
        Float.BYTES);
  }

  private void requireRoom(KoopmanModel model) {
    requireRoom(
        "a model of lifting '"
            + experiment.lifting().type()
            + "' and operator '"
            + experiment.operator().type()
            + "'",
        model.parameters());
    double columns = model.lifting().space().columns();
    if (closedForm()) {
      HeapRoom.require(
          "a fit to training.edmd.points=" + experiment.training().edmd().points(),
          2 * columns * experiment.training().edmd().points(),
          Float.BYTES);
    } else {
      PoolSettings pool = experiment.training().pool();
      HeapRoom.require(
          "a pool of training.pool.size=" + pool.size() + " trajectories",
          columns * pool.size() * (pool.times() + 2.0),
          Float.BYTES);
    }
    EvaluationSettings judged = experiment.evaluation();
    HeapRoom.require(
        "an evaluation on evaluation.samples=" + judged.samples(),
        columns * judged.samples() * (judged.pathTimes().size() + 2.0),
        Float.BYTES);
  }

  /**
   * The terms of the objective, as far as a teacher serves them.
   *
   * @param model lifting and operator
   * @param offered what the teacher will offer
   * @return the terms; none for a fit in closed form, which has no objective
   * @throws SpecificationException if a term needs what the teacher has not, or none has a weight
   */
  public ObjectiveTerms objective(KoopmanModel model, Set<Need> offered) {
    if (closedForm()) {
      if (!offered.contains(Need.VELOCITY)) {
        throw new SpecificationException(
            "training.method edmd fits velocities, and teacher '"
                + experiment.teacher().type()
                + "' offers none: take them from differences of its points (teacher.consistency of a"
                + " recorded one), or set training.method to gradient");
      }
      return new ObjectiveTerms(java.util.Map.of());
    }
    return ObjectiveTerms.of(
            plugins, experiment.objective(), new TermContext(model.lifting().layout()))
        .servedBy(offered, experiment.teacher().type());
  }

  private boolean closedForm() {
    return experiment.training().method() == FittingMethod.EDMD;
  }
}
