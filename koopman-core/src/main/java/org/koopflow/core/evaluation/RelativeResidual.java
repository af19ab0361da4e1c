package org.koopflow.core.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.OpenModel;

/**
 * How far the learned coordinates are from moving linearly: {@code E |Lie_v g - L Phi|^2 / E |Lie_v
 * g|^2}, over points of the teacher's path. 0 is exactly linear, 1 no better than standing still.
 */
final class RelativeResidual {
  private RelativeResidual() {}

  /**
   * Measures it.
   *
   * @param model the trained model
   * @param t times, rows x 1
   * @param x points of the path, rows x d
   * @param velocity the teacher's velocity there, rows x d
   * @return the ratio
   */
  static double measure(OpenModel model, Batch t, Batch x, Batch velocity) {
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
      Map<String, Batch> result = evaluator.apply(Map.of("t", t, "x", x, "velocity", velocity));
      double[] lie = koopman.lifting().layout().observables(result.get("lie")).doubles();
      double[] linear = koopman.lifting().layout().observables(result.get("linear")).doubles();
      double residual = 0;
      double size = 0;
      for (int i = 0; i < lie.length; i++) {
        residual += (lie[i] - linear[i]) * (lie[i] - linear[i]);
        size += lie[i] * lie[i];
      }
      return residual / size;
    }
  }
}
