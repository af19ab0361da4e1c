package org.koopflow.core.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.metric.Linearity;
import org.koopflow.api.metric.PathPoints;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.OpenModel;

/** Both sides of {@code Lie_v g = L Phi}, in one forward-mode pass with tangent (1, v). */
public final class LinearityAtPoints {
  private LinearityAtPoints() {}

  /**
   * Evaluates both sides.
   *
   * @param model the opened model; stays the caller's
   * @param points where, with velocities
   * @return the rows that belong to the observables, rows x m each
   * @throws IllegalArgumentException if the points have no velocities
   */
  public static Linearity of(OpenModel model, PathPoints points) {
    Batch velocity =
        points
            .velocity()
            .orElseThrow(() -> new IllegalArgumentException("the points have no velocities"));
    KoopmanModel koopman = model.koopman();
    try (Evaluator evaluator =
        model
            .backend()
            .evaluator(
                (scope, in) -> {
                  Tensor one = scope.filled(in.get("t").shape(), 1);
                  Dual lifted =
                      (Dual)
                          koopman.lift(
                              Dual.scope(scope),
                              Dual.of(in.get("t"), one),
                              Dual.of(in.get("x"), in.get("velocity")));
                  Map<String, Tensor> out = new LinkedHashMap<>();
                  out.put("lie", lifted.tangent());
                  out.put("linear", lifted.value().matmul(koopman.generator(scope).transpose()));
                  return out;
                },
                model.model().student().orElseThrow().averaged())) {
      Map<String, Batch> result =
          evaluator.apply(Map.of("t", points.t(), "x", points.x(), "velocity", velocity));
      StateLayout layout = koopman.lifting().layout();
      return new Linearity(
          layout.observables(result.get("lie")), layout.observables(result.get("linear")));
    }
  }
}
