package org.koopflow.core.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Precision;
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
 * @param backend what computes
 * @param threads threads one backend operation may use
 * @param device {@code cpu}, {@code gpu} or {@code gpu:N}
 * @param data what to learn
 * @param teacher the flow to linearise
 * @param lifting coordinates in which it is to be linear
 * @param operator parametrisation of the generator
 * @param exponential how to compute its exponential
 * @param sampler how to sample when nothing else is said
 * @param objective terms of the objective
 * @param training how lifting and operator are trained
 * @param evaluation how the result is judged
 */
public record Experiment(
    String name,
    long seed,
    Selection<BackendProvider<?>> backend,
    int threads,
    String device,
    DataSection data,
    Selection<TeacherProvider<?>> teacher,
    Selection<LiftingProvider<?>> lifting,
    Selection<OperatorProvider<?>> operator,
    Selection<ExponentialProvider<?>> exponential,
    Selection<SamplerProvider<?>> sampler,
    Selections<TermProvider<?>> objective,
    KoopmanTraining training,
    EvaluationSettings evaluation) {

  /**
   * The weights that gave the best trade of linearity and sample quality, in the order of the sum.
   */
  private static final Selections<TermProvider<?>> OBJECTIVE = standardObjective();

  private static Selections<TermProvider<?>> standardObjective() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("consistency", 0.1);
    weights.put("phase", 0.1);
    weights.put("target", 1.0);
    weights.put("reconstruction", 1.0);
    weights.put("path", 1.0);
    return Selections.of(weights, "weight");
  }

  /** What holds where a specification says nothing: one-step samples of eight gaussians. */
  public static final Experiment DEFAULT =
      new Experiment(
          "eight-gaussians",
          1,
          Selection.of("djl"),
          1,
          "cpu",
          DataSection.DEFAULT,
          Selection.of("cfm"),
          Selection.of("mlp"),
          Selection.of("dense"),
          Selection.of("auto"),
          Selection.of("koopman"),
          OBJECTIVE,
          KoopmanTraining.DEFAULT,
          EvaluationSettings.DEFAULT);

  /**
   * Checks what does not depend on plug-ins.
   *
   * @param name what to call it
   * @param seed determines all random numbers
   * @param backend what computes
   * @param threads threads one backend operation may use
   * @param device {@code cpu}
   * @param data what to learn
   * @param teacher the flow to linearise
   * @param lifting coordinates in which it is to be linear
   * @param operator parametrisation of the generator
   * @param exponential how to compute its exponential
   * @param sampler how to sample when nothing else is said
   * @param objective terms of the objective
   * @param training how lifting and operator are trained
   * @param evaluation how the result is judged
   */
  public Experiment {
    InvalidSettingException.require(!name.isBlank(), "name", "must not be blank");
    new BackendContext(threads, device, Precision.FLOAT32);
  }

  /**
   * The same with another data section.
   *
   * @param other what to learn
   * @return the changed experiment
   */
  public Experiment withData(DataSection other) {
    return new Experiment(
        name,
        seed,
        backend,
        threads,
        device,
        other,
        teacher,
        lifting,
        operator,
        exponential,
        sampler,
        objective,
        training,
        evaluation);
  }

  /**
   * The same experiment on another backend.
   *
   * @param other name of the backend; unless it is the same one, its own defaults hold
   * @return the changed experiment
   */
  public Experiment withBackend(String other) {
    return new Experiment(
        name,
        seed,
        other.equals(backend.type()) ? backend : Selection.of(other),
        threads,
        device,
        data,
        teacher,
        lifting,
        operator,
        exponential,
        sampler,
        objective,
        training,
        evaluation);
  }

  /**
   * The same experiment with another exponential.
   *
   * @param other how to compute exponentials
   * @return the changed experiment
   */
  public Experiment withExponential(Selection<ExponentialProvider<?>> other) {
    return new Experiment(
        name,
        seed,
        backend,
        threads,
        device,
        data,
        teacher,
        lifting,
        operator,
        other,
        sampler,
        objective,
        training,
        evaluation);
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
    return new Experiment(
        otherName,
        seed,
        backend,
        threads,
        device,
        data,
        teacher,
        otherLifting,
        otherOperator,
        otherExponential,
        sampler,
        objective,
        training,
        evaluation);
  }

  /**
   * What to open the backend with, beside its settings.
   *
   * @return threads and device, single precision
   */
  public BackendContext backendContext() {
    return new BackendContext(threads, device, Precision.FLOAT32);
  }
}
