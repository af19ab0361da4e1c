package org.koopflow.core.spec;

import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.sampling.SamplerProvider;
import org.koopflow.api.teacher.TeacherProvider;

/**
 * The whole of what determines a run. The same experiment on the same backend gives the same
 * result.
 *
 * @param name what to call it
 * @param seed determines all random numbers
 * @param place what computes
 * @param data what to learn
 * @param condition what the flow is conditioned on
 * @param teacher the flow to linearise
 * @param student the linear flow, and how it is trained
 * @param evaluation how the result is judged
 */
public record Experiment(
    String name,
    long seed,
    @Inlined BackendSection place,
    DataSection data,
    Condition condition,
    Selection<TeacherProvider<?>> teacher,
    @Inlined StudentSection student,
    EvaluationSettings evaluation) {

  /** What holds where a specification says nothing: one-step samples of eight gaussians. */
  public static final Experiment DEFAULT =
      new Experiment(
          "eight-gaussians",
          1,
          BackendSection.DEFAULT,
          DataSection.DEFAULT,
          Condition.NONE,
          Selection.of("cfm"),
          StudentSection.DEFAULT,
          EvaluationSettings.DEFAULT);

  /**
   * Checks what does not depend on plug-ins.
   *
   * @param name what to call it
   * @param seed determines all random numbers
   * @param place what computes
   * @param data what to learn
   * @param condition what the flow is conditioned on
   * @param teacher the flow to linearise
   * @param student the linear flow, and how it is trained
   * @param evaluation how the result is judged
   */
  public Experiment {
    InvalidSettingException.require(!name.isBlank(), "name", "must not be blank");
    InvalidSettingException.require(
        condition != Condition.NONE || data.unlabelled() == 0,
        "condition",
        "must be labels where data.unlabelled leaves some of them out, got none and "
            + data.unlabelled());
  }

  /**
   * What computes.
   *
   * @return the backend
   */
  public Selection<BackendProvider<?>> backend() {
    return place.backend();
  }

  /**
   * Coordinates in which the flow is to be linear.
   *
   * @return the lifting
   */
  public Selection<LiftingProvider<?>> lifting() {
    return student.lifting();
  }

  /**
   * Parametrisation of the generator.
   *
   * @return the operator
   */
  public Selection<OperatorProvider<?>> operator() {
    return student.operator();
  }

  /**
   * How to compute the exponential of the generator.
   *
   * @return the exponential
   */
  public Selection<ExponentialProvider<?>> exponential() {
    return student.exponential();
  }

  /**
   * How to sample when nothing else is said.
   *
   * @return the sampler
   */
  public Selection<SamplerProvider<?>> sampler() {
    return student.sampler();
  }

  /**
   * Terms of the objective.
   *
   * @return those chosen, with their weights
   */
  public Selections<TermProvider<?>> objective() {
    return student.objective();
  }

  /**
   * How lifting and operator are trained.
   *
   * @return the training
   */
  public KoopmanTraining training() {
    return student.training();
  }

  /**
   * The same under another name.
   *
   * @param other what to call it
   * @return the changed experiment
   */
  public Experiment withName(String other) {
    return new Experiment(other, seed, place, data, condition, teacher, student, evaluation);
  }

  /**
   * The same with another data section.
   *
   * @param other what to learn
   * @return the changed experiment
   */
  public Experiment withData(DataSection other) {
    return new Experiment(name, seed, place, other, condition, teacher, student, evaluation);
  }

  /**
   * The same experiment on another backend.
   *
   * @param other name of the backend; unless it is the same one, its own defaults hold
   * @return the changed experiment
   */
  public Experiment withBackend(String other) {
    return new Experiment(
        name, seed, place.with(other), data, condition, teacher, student, evaluation);
  }

  /**
   * The same experiment with another exponential.
   *
   * @param other how to compute exponentials
   * @return the changed experiment
   */
  public Experiment withExponential(Selection<ExponentialProvider<?>> other) {
    return with(student.with(lifting(), operator(), other));
  }

  /**
   * The same experiment with another student.
   *
   * @param otherName what to call it
   * @param otherLifting its coordinates
   * @param otherOperator parametrisation of its generator
   * @param otherExponential how to compute its exponential
   * @return the changed experiment
   */
  public Experiment withStudent(
      String otherName,
      Selection<LiftingProvider<?>> otherLifting,
      Selection<OperatorProvider<?>> otherOperator,
      Selection<ExponentialProvider<?>> otherExponential) {
    return with(student.with(otherLifting, otherOperator, otherExponential)).withName(otherName);
  }

  private Experiment with(StudentSection other) {
    return new Experiment(name, seed, place, data, condition, teacher, other, evaluation);
  }

  /**
   * What to open the backend with, beside its settings.
   *
   * @return threads and device, single precision
   */
  public BackendContext backendContext() {
    return place.context();
  }
}
