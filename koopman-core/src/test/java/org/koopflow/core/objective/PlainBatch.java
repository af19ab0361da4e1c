package org.koopflow.core.objective;

import java.util.Map;
import java.util.function.Supplier;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;

/** A batch that shares nothing: all that is asked for is lifted, moved and decoded by itself. */
record PlainBatch(KoopmanModel model, Scope scope, Map<String, Tensor> inputs)
    implements StudentBatch {
  /** Enough terms of the series for generators of norm 10 in double precision. */
  private static final int SERIES = 60;

  @Override
  public Space space() {
    return model.lifting().space();
  }

  @Override
  public StateLayout layout() {
    return model.lifting().layout();
  }

  @Override
  public Tensor time(Point point) {
    return switch (point) {
      case START -> scope.filled(new Shape(1, 1), 0);
      case END -> scope.filled(new Shape(1, 1), 1);
      case BETWEEN -> inputs.get("s");
      case PATH -> inputs.get("t");
    };
  }

  @Override
  public Tensor state(Point point) {
    return space().state(row(point));
  }

  private Tensor row(Point point) {
    return inputs.get(
        switch (point) {
          case START -> "x0";
          case END -> "x1";
          case BETWEEN -> "xs";
          case PATH -> "xt";
        });
  }

  @Override
  public Tensor velocity() {
    return space().state(inputs.get("velocity"));
  }

  private Tensor column(Point point) {
    return time(point).broadcastTo(new Shape(row(point).shape().rows(), 1));
  }

  @Override
  public Tensor lifted(Point point) {
    return model.lift(scope, column(point), row(point));
  }

  @Override
  public Tensor lieDerivative() {
    Tensor t = column(Point.PATH);
    return ((Dual)
            model.lift(
                Dual.scope(scope),
                Dual.of(t, scope.filled(t.shape(), 1)),
                Dual.of(row(Point.PATH), inputs.get("velocity"))))
        .tangent();
  }

  @Override
  public Tensor variance() {
    Tensor g = layout().observables(lifted(Point.PATH));
    double rows = g.shape().rows();
    Tensor squares = g.square().mean(Axis.ROWS).subtract(g.mean(Axis.ROWS).square());
    return squares.multiply(rows / (rows - 1));
  }

  @Override
  public Tensor generator() {
    return model.generator(scope);
  }

  @Override
  public Tensor moved(Point from, Point to) {
    Tensor step = generator().multiply(time(to).subtract(time(from))).transpose();
    Tensor term = lifted(from);
    Tensor sum = term;
    for (int k = 1; k <= SERIES; k++) {
      term = term.matmul(step).multiply(1.0 / k);
      sum = sum.add(term);
    }
    return sum;
  }

  @Override
  public Supplier<Tensor> decoded(Tensor z) {
    return () -> model.decode(scope, z);
  }
}
