package org.koopflow.core.edmd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Matrix;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.numerics.dense.LeastSquares;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.numerics.host.HostScope;
import org.koopflow.numerics.host.HostTensor;

/**
 * Extended dynamic mode decomposition of the generator (Klus et al. 2020): of all linear flows of a
 * given lifting the one nearest to its Lie derivative, {@code min mean |Lie_v g - [b a C A]
 * Phi|^2}, with C for the condition, in closed form and in double precision. A linear decoder
 * {@code x ~ R Phi} comes from the same points.
 *
 * <pre>
 * GeneratorEdmd edmd = new GeneratorEdmd(lifting, weights);
 * edmd.add(t, x, velocities);
 * Matrix generator = edmd.solve(0).generator();
 * </pre>
 */
public final class GeneratorEdmd {
  private final Lifting lifting;
  private final Weights weights;
  private final LeastSquares equations;
  private long points;

  /**
   * Begins without points.
   *
   * @param lifting the coordinates
   * @param weights values of the parameters its observables ask for; single precision is widened
   */
  public GeneratorEdmd(Lifting lifting, Weights weights) {
    this.lifting = lifting;
    this.weights = weights;
    StateLayout layout = lifting.layout();
    this.equations =
        new LeastSquares(layout.dimension(), layout.observables() + lifting.space().dimension());
  }

  /**
   * Adds points of a flow. Memory does not grow with their number.
   *
   * @param t times, rows x 1
   * @param x states, whole rows
   * @param velocity {@code [dx/dt, 0]} there, of whole rows too
   * @throws KoopflowException if an observable or its derivative is not finite at a point
   */
  public void add(Batch t, Batch x, Batch velocity) {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("t", t);
    inputs.put("x", x);
    inputs.put("velocity", velocity);
    Map<String, Batch> lifted =
        HostFunctions.evaluate(
            (scope, in) -> {
              Tensor one = scope.filled(in.get("t").shape(), 1);
              Dual z =
                  (Dual)
                      lifting.lift(
                          Dual.scope(scope),
                          Dual.of(in.get("t"), one),
                          Dual.of(in.get("x"), in.get("velocity")));
              Tensor slope = lifting.layout().observables(z.tangent());
              return Map.of(
                  "z",
                  z.value(),
                  "wanted",
                  slope.concatenate(Axis.COLUMNS, List.of(lifting.space().state(in.get("x")))));
            },
            weights,
            inputs);
    if (!lifted.get("z").isFinite() || !lifted.get("wanted").isFinite()) {
      throw new KoopflowException(
          "an observable or its derivative is not finite at a point of the flow, so no generator"
              + " can be fitted");
    }
    equations.add(Matrix.of(lifted.get("z")), Matrix.of(lifted.get("wanted")));
    points += x.rows();
  }

  /**
   * Fits the generator and a linear decoder to the points added so far.
   *
   * @param ridge regularisation, at least 0: added to the mean squared residual is {@code ridge}
   *     times the squares of the coefficients, each in units of its coordinate's root mean square
   * @return what was found
   * @throws IllegalStateException if there are no points
   */
  public Fit solve(double ridge) {
    if (points == 0) {
      throw new IllegalStateException("a generator is fitted to points, and there are none");
    }
    if (!(ridge >= 0 && Double.isFinite(ridge))) {
      throw new IllegalArgumentException("ridge must be finite and not negative, got " + ridge);
    }
    LeastSquares.Solution solution = equations.solve(ridge);
    int m = lifting.layout().observables();
    // One row for each observable and then for each coordinate of the state.
    Batch rows = solution.weights().transpose().toBatch();
    double residual = 0;
    double size = 0;
    for (int i = 0; i < m; i++) {
      residual += solution.residuals()[i];
      size += solution.sizes()[i];
    }
    return new Fit(
        generator(rows.rows(0, m)), Matrix.of(rows.rows(m, rows.rows())), residual / size, points);
  }

  private Matrix generator(Batch rows) {
    StateLayout layout = lifting.layout();
    return HostTensor.require(
            layout.generator(
                new HostScope(Weights.EMPTY),
                HostTensor.of(layout.one(rows)),
                HostTensor.of(layout.time(rows)),
                layout.condition(rows).map(HostTensor::of),
                HostTensor.of(layout.observables(rows))))
        .toMatrix();
  }

  /**
   * A generator and a decoder.
   *
   * @param generator L, n x n
   * @param readout the map R of the decoder {@code x ~ R Phi}, d x n
   * @param relativeResidual {@code E|Lie_v g - L Phi|^2 / E|Lie_v g|^2} over the points it was
   *     fitted to
   * @param points their number
   */
  public record Fit(Matrix generator, Matrix readout, double relativeResidual, long points) {}
}
