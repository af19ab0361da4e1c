package org.koopflow.core.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.objective.TermProvider;
import org.koopflow.api.sampling.SamplerProvider;

/**
 * The linear flow that is learned, and how it is trained.
 *
 * @param lifting coordinates in which the flow is to be linear
 * @param operator parametrisation of the generator
 * @param exponential how to compute its exponential
 * @param sampler how to sample when nothing else is said
 * @param objective terms of the objective
 * @param training how lifting and operator are trained
 */
public record StudentSection(
    Selection<LiftingProvider<?>> lifting,
    Selection<OperatorProvider<?>> operator,
    Selection<ExponentialProvider<?>> exponential,
    Selection<SamplerProvider<?>> sampler,
    Selections<TermProvider<?>> objective,
    KoopmanTraining training) {
  /**
   * The weights that gave the best trade of linearity and sample quality, in the order of the sum.
   */
  private static final Selections<TermProvider<?>> OBJECTIVE = standardObjective();

  /** Learned coordinates and a dense generator, sampled in one step. */
  public static final StudentSection DEFAULT =
      new StudentSection(
          Selection.of("mlp"),
          Selection.of("dense"),
          Selection.of("auto"),
          Selection.of("koopman"),
          OBJECTIVE,
          KoopmanTraining.DEFAULT);

  private static Selections<TermProvider<?>> standardObjective() {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("consistency", 0.1);
    weights.put("phase", 0.1);
    weights.put("target", 1.0);
    weights.put("reconstruction", 1.0);
    weights.put("path", 1.0);
    return Selections.of(weights, "weight");
  }

  /**
   * Another linear flow, trained and sampled in the same way.
   *
   * @param otherLifting its coordinates
   * @param otherOperator parametrisation of its generator
   * @param otherExponential how to compute its exponential
   * @return the changed section
   */
  public StudentSection with(
      Selection<LiftingProvider<?>> otherLifting,
      Selection<OperatorProvider<?>> otherOperator,
      Selection<ExponentialProvider<?>> otherExponential) {
    return new StudentSection(
        otherLifting, otherOperator, otherExponential, sampler, objective, training);
  }
}
