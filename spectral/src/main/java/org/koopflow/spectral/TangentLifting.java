package org.koopflow.spectral;

import java.util.LinkedHashMap;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.teacher.VelocityField;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Tensor;

/**
 * Forward-mode derivatives of a trained lifting and of its decoder, in any backend. Safe for one
 * thread at a time.
 */
public final class TangentLifting implements AutoCloseable {
  private final Evaluator lift;
  private final Evaluator decode;
  private boolean closed;

  /**
   * Puts a lifting into a backend.
   *
   * @param backend evaluates it; stays the caller's
   * @param lifting the coordinates
   * @param weights values of its parameters, with the names it declares
   */
  public TangentLifting(Backend backend, Lifting lifting, Weights weights) {
    this.lift =
        backend.evaluator(
            (scope, in) -> {
              Tensor one = scope.filled(in.get("t").shape(), 1);
              return parts(
                  lifting.lift(
                      Dual.scope(scope),
                      Dual.of(in.get("t"), one),
                      Dual.of(in.get("x"), in.get("velocity"))));
            },
            weights);
    this.decode =
        backend.evaluator(
            (scope, in) ->
                parts(lifting.decode(Dual.scope(scope), Dual.of(in.get("z"), in.get("tangent")))),
            weights);
  }

  private static Map<String, Tensor> parts(Tensor tensor) {
    Dual dual = Dual.constant(tensor);
    Map<String, Tensor> parts = new LinkedHashMap<>();
    parts.put("value", dual.value());
    parts.put("tangent", dual.tangent());
    return parts;
  }

  private static LieDerivative.Moving moving(Map<String, Batch> parts) {
    return new LieDerivative.Moving(parts.get("value"), parts.get("tangent"));
  }

  /**
   * The lifting along a flow.
   *
   * @param velocity the flow's velocity field; stays the caller's
   * @return its Lie derivative, which lives as long as this object
   */
  public LieDerivative along(VelocityField velocity) {
    return (t, x) ->
        moving(lift.apply(Map.of("t", t, "x", x, "velocity", velocity.velocity(t, x))));
  }

  /**
   * The decoder's Jacobian applied to a direction.
   *
   * @param z lifted states, rows x n
   * @param direction one direction for each, rows x n
   * @return D(z) and {@code D'(z) direction}, rows x d each
   */
  public LieDerivative.Moving decode(Batch z, Batch direction) {
    return moving(decode.apply(Map.of("z", z, "tangent", direction)));
  }

  /** Frees the weights; closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lift.close();
      decode.close();
    }
  }
}
