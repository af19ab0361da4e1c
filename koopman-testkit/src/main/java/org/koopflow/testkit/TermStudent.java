package org.koopflow.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A student of the flow {@code dx/dt = b + a t + A x} in the plane, which is linear in the
 * coordinates [1, t, x] themselves, and what may be wrong with it.
 *
 * @param bend how much of its square is added to each observable; 0 for an exact lifting
 * @param coupling factor of the generator's off-diagonal entries; 1 for an exact generator
 * @param readout factor of the decoded states; 1 for an exact decoder
 */
record TermStudent(double bend, double coupling, double readout) {
  static final StateLayout LAYOUT = new StateLayout(2);
  static final Space SPACE = Space.of(2);
  static final TermStudent EXACT = new TermStudent(0, 1, 1);

  private static final int ROWS = 12;
  private static final double BETWEEN = 0.3;
  private static final double[] A = {0.4, 1.1, -0.7, -0.3};
  private static final double[] DRIFT = {0.5, -0.2};
  private static final double[] IN_TIME = {-0.3, 0.6};

  Tensor generator(Scope scope) {
    return LAYOUT.generator(
        scope,
        scope.constant(Batch.ofDoubles(2, 1, DRIFT)),
        scope.constant(Batch.ofDoubles(2, 1, IN_TIME)),
        Optional.empty(),
        scope.constant(Batch.ofDoubles(2, 2, A[0], coupling * A[1], coupling * A[2], A[3])));
  }

  Tensor lift(Scope scope, Tensor t, Tensor x) {
    return LAYOUT.assemble(
        scope, t, Optional.empty(), bend == 0 ? x : x.add(x.square().multiply(bend)));
  }

  Tensor decode(Tensor z) {
    return LAYOUT.observables(z).multiply(readout);
  }

  /** A batch of the exact flow, in double precision. */
  static Map<String, Batch> inputs() {
    Batch x0 = Samples.normal(ROWS, 2, "term start");
    Batch t = Samples.uniform(ROWS, 1, 0, 1, "term times");
    double[] x1 = new double[2 * ROWS];
    double[] xs = new double[2 * ROWS];
    double[] xt = new double[2 * ROWS];
    double[] velocity = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      double[] start = {x0.get(row, 0), x0.get(row, 1)};
      System.arraycopy(flow(start, 1), 0, x1, 2 * row, 2);
      System.arraycopy(flow(start, BETWEEN), 0, xs, 2 * row, 2);
      double[] point = flow(start, t.get(row, 0));
      System.arraycopy(point, 0, xt, 2 * row, 2);
      System.arraycopy(velocity(t.get(row, 0), point), 0, velocity, 2 * row, 2);
    }
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("x0", x0);
    inputs.put("x1", Batch.ofDoubles(ROWS, 2, x1));
    inputs.put("s", Batch.ofDoubles(1, 1, BETWEEN));
    inputs.put("xs", Batch.ofDoubles(ROWS, 2, xs));
    inputs.put("t", t);
    inputs.put("xt", Batch.ofDoubles(ROWS, 2, xt));
    inputs.put("velocity", Batch.ofDoubles(ROWS, 2, velocity));
    return inputs;
  }

  private static double[] velocity(double t, double[] x) {
    return new double[] {
      DRIFT[0] + IN_TIME[0] * t + A[0] * x[0] + A[1] * x[1],
      DRIFT[1] + IN_TIME[1] * t + A[2] * x[0] + A[3] * x[1]
    };
  }

  /** The Taylor series of the solution: derivatives follow from the equation one by one. */
  private static double[] flow(double[] start, double t) {
    double[] x = start.clone();
    double[] derivative = velocity(0, start);
    double[] driven = IN_TIME;
    double factor = 1;
    for (int k = 1; k <= 40; k++) {
      factor *= t / k;
      x[0] += factor * derivative[0];
      x[1] += factor * derivative[1];
      double first = A[0] * derivative[0] + A[1] * derivative[1] + driven[0];
      double second = A[2] * derivative[0] + A[3] * derivative[1] + driven[1];
      derivative = new double[] {first, second};
      driven = new double[2];
    }
    return x;
  }
}
