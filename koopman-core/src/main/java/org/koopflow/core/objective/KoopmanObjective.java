package org.koopflow.core.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.Blame;

/**
 * The simulation-free objective: the weighted sum of its terms over a batch. Inputs, times or whole
 * rows: {@code x0, x1} a teacher pair, {@code s} (1 x 1) and {@code xs} a point of the same
 * trajectory, {@code t, xt} points of the teacher's marginal path, {@code velocity} the teacher's
 * velocity there, where a term asks for it.
 */
public final class KoopmanObjective implements LossFunction {
  private final KoopmanModel model;
  private final Exponential.OnTensors exponential;
  private final int effort;
  private final ObjectiveTerms terms;

  /**
   * Creates the objective.
   *
   * @param model lifting and operator
   * @param exponential differentiable exponential
   * @param effort its effort for the generator's current norm
   * @param terms the terms, at least one of them with a positive weight
   */
  public KoopmanObjective(
      KoopmanModel model, Exponential.OnTensors exponential, int effort, ObjectiveTerms terms) {
    this.model = model;
    this.exponential = exponential;
    this.effort = effort;
    this.terms = terms;
  }

  @Override
  public Loss apply(Scope scope, Map<String, Tensor> inputs) {
    LiftedBatch batch = new LiftedBatch(model, scope, inputs, terms);
    batch.move(exponential, effort);
    Map<String, Supplier<ObjectiveTerm.Value>> halves = new LinkedHashMap<>();
    terms
        .terms()
        .forEach(
            (name, term) -> halves.put(name, Blame.asking(words(name), () -> term.over(batch))));
    batch.decode();
    Map<String, Tensor> reported = new LinkedHashMap<>();
    Map<String, Tensor> figures = new LinkedHashMap<>();
    halves.forEach(
        (name, half) -> {
          ObjectiveTerm.Value value = Blame.asking(words(name), half);
          reported.put(name, value.value());
          value.figures().forEach((figure, tensor) -> report(name, figure, tensor, figures));
        });
    Tensor sum = null;
    for (Map.Entry<String, Tensor> term : reported.entrySet()) {
      double weight = terms.terms().get(term.getKey()).weight();
      if (weight > 0) {
        Tensor weighted = term.getValue().multiply(weight);
        sum = sum == null ? weighted : sum.add(weighted);
      }
    }
    reported.putAll(figures);
    return new Loss(sum, reported);
  }

  private static String words(String term) {
    return "objective term '" + term + "'";
  }

  /** A figure must not stand in the place of a loss, nor of another term's figure. */
  private void report(String term, String figure, Tensor tensor, Map<String, Tensor> figures) {
    if (terms.terms().containsKey(figure) || figures.putIfAbsent(figure, tensor) != null) {
      throw new KoopflowException(
          words(term) + " reports a figure '" + figure + "', a name that another term has taken");
    }
  }
}
