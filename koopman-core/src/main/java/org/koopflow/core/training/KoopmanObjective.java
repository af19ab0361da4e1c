package org.koopflow.core.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.spec.ObjectiveWeights;

/**
 * The simulation-free objective (arXiv 2506.22304, with the path term and the normalisation by the
 * variance of each observable added). With {@code g_i} the observables, {@code var_i} their
 * unbiased variance over the batch at the consistency points, and means over batch and coordinates:
 *
 * <ul>
 *   <li>consistency: {@code mean ((Lie_v g)_i - (L Phi)_i)^2 / var_i}
 *   <li>phase: {@code mean (e^L Phi(0, x0) - Phi(1, x1))_i^2 / var_i}
 *   <li>target: {@code mean (D(e^L Phi(0, x0)) - x1)^2}
 *   <li>reconstruction: {@code mean (D(Phi(t, xt)) - xt)^2 + mean (D(Phi(1, x1)) - x1)^2}
 *   <li>path: {@code mean (D(e^{sL} Phi(0, x0)) - xs)^2}
 * </ul>
 *
 * <p>The variance keeps its gradient: with it held constant, or left out, observables shrink to
 * nothing. Inputs, rows x 1 or rows x d: {@code x0, x1} a teacher pair, {@code s} (1 x 1) and
 * {@code xs} a point of the same trajectory, {@code t, xt} points of the teacher's marginal path,
 * {@code velocity} the teacher's velocity there. Without a velocity the consistency is left out.
 */
public final class KoopmanObjective implements LossFunction {
  private final KoopmanModel model;
  private final Exponential.OnTensors exponential;
  private final int effort;
  private final ObjectiveWeights weights;

  /**
   * Creates the objective.
   *
   * @param model lifting and operator
   * @param exponential differentiable exponential
   * @param effort its effort for the generator's current norm
   * @param weights weights of the terms
   */
  public KoopmanObjective(
      KoopmanModel model, Exponential.OnTensors exponential, int effort, ObjectiveWeights weights) {
    this.model = model;
    this.exponential = exponential;
    this.effort = effort;
    this.weights = weights;
  }

  @Override
  public Loss apply(Scope scope, Map<String, Tensor> inputs) {
    StateLayout layout = model.lifting().layout();
    Tensor x0 = inputs.get("x0");
    Tensor x1 = inputs.get("x1");
    Tensor t = inputs.get("t");
    Tensor xt = inputs.get("xt");
    int rows = x0.shape().rows();
    Tensor generator = model.generator(scope);

    Optional<Dual> lifted =
        Optional.ofNullable(inputs.get("velocity")).map(velocity -> lift(scope, t, xt, velocity));
    Tensor zt = lifted.map(Dual::value).orElseGet(() -> model.lift(scope, t, xt));
    Tensor variance = variance(layout.observables(zt));

    // Both ends of the pairs run through the encoder together, and all that is to be decoded
    // through the decoder: a few large products cost less than many small ones.
    Tensor times =
        scope
            .filled(new Shape(rows, 1), FlowTime.NOISE)
            .concatenate(Axis.ROWS, List.of(scope.filled(new Shape(rows, 1), FlowTime.DATA)));
    Tensor ends = model.lift(scope, times, x0.concatenate(Axis.ROWS, List.of(x1)));
    Tensor z0 = ends.slice(Axis.ROWS, 0, rows);
    Tensor z1 = ends.slice(Axis.ROWS, rows, 2 * rows);
    Tensor moved = z0.matmul(exponential.exp(scope, generator, effort).transpose());
    Tensor between =
        z0.matmul(exponential.exp(scope, generator.multiply(inputs.get("s")), effort).transpose());
    Tensor phase =
        layout.observables(moved).subtract(layout.observables(z1)).square().divide(variance).mean();

    Tensor decoded = model.decode(scope, moved.concatenate(Axis.ROWS, List.of(between, z1, zt)));
    Tensor target = meanSquare(decoded, 0, rows, x1);
    Tensor path = meanSquare(decoded, rows, 2 * rows, inputs.get("xs"));
    Tensor atEnd = meanSquare(decoded, 2 * rows, 3 * rows, x1);
    Tensor onPath = meanSquare(decoded, 3 * rows, decoded.shape().rows(), xt);
    Tensor reconstruction = atEnd.add(onPath);

    Map<String, Tensor> reported = new LinkedHashMap<>();
    Optional<Tensor> lie = lifted.map(dual -> layout.observables(dual.tangent()));
    Optional<Tensor> residual =
        lie.map(l -> l.subtract(layout.observables(zt.matmul(generator.transpose()))));
    residual.ifPresent(r -> reported.put("consistency", r.square().divide(variance).mean()));
    reported.put("phase", phase);
    reported.put("target", target);
    reported.put("reconstruction", reconstruction);
    reported.put("path", path);
    Tensor loss = weighted(reported);
    residual.ifPresent(
        r -> reported.put("relativeResidual", r.square().sum().divide(lie.get().square().sum())));
    return new Loss(loss, reported);
  }

  /** Value and Lie derivative of the lifting in one forward-mode pass with tangent (1, v). */
  private Dual lift(Scope scope, Tensor t, Tensor x, Tensor velocity) {
    Tensor one = scope.filled(t.shape(), 1);
    return (Dual) model.lift(Dual.scope(scope), Dual.of(t, one), Dual.of(x, velocity));
  }

  private static Tensor meanSquare(Tensor decoded, int from, int to, Tensor wanted) {
    return decoded.slice(Axis.ROWS, from, to).subtract(wanted).square().mean();
  }

  private static Tensor variance(Tensor g) {
    int rows = g.shape().rows();
    Tensor centred = g.subtract(g.mean(Axis.ROWS));
    return centred.square().sum(Axis.ROWS).multiply(1.0 / (rows - 1));
  }

  private Tensor weighted(Map<String, Tensor> terms) {
    Map<String, Double> factors = new LinkedHashMap<>();
    factors.put("consistency", weights.consistency());
    factors.put("phase", weights.phase());
    factors.put("target", weights.target());
    factors.put("reconstruction", weights.reconstruction());
    factors.put("path", weights.path());
    Tensor sum = null;
    for (Map.Entry<String, Tensor> term : terms.entrySet()) {
      double factor = factors.get(term.getKey());
      if (factor > 0) {
        Tensor weighted = term.getValue().multiply(factor);
        sum = sum == null ? weighted : sum.add(weighted);
      }
    }
    return sum;
  }
}
