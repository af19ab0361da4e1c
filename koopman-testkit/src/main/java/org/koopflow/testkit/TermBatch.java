package org.koopflow.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.ObjectiveTerm;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A batch for one term, which is given what it said it needs and nothing else. Nothing is shared:
 * every point is lifted, moved and decoded by itself.
 */
final class TermBatch implements StudentBatch {
  /** Enough terms of the series for generators of norm 3 in double precision. */
  private static final int SERIES = 40;

  private final TermStudent student;
  private final Scope scope;
  private final Map<String, Tensor> inputs;
  private final Set<Need> needs;
  private final Set<Point> points;
  private final Tensor generator;
  private final List<Runnable> decodings = new ArrayList<>();
  private boolean asking = true;

  TermBatch(TermStudent student, Scope scope, Map<String, Tensor> inputs, ObjectiveTerm term) {
    this.student = student;
    this.scope = scope;
    this.inputs = inputs;
    this.needs = term.needs();
    this.points = term.points();
    this.generator = student.generator(scope);
  }

  /** Ends the first half. */
  void decode() {
    asking = false;
    decodings.forEach(Runnable::run);
  }

  private Tensor given(Need need, String name) {
    if (!needs.contains(need)) {
      throw new AssertionError("the term takes '" + name + "' and does not say it needs " + need);
    }
    return inputs.get(name);
  }

  private static Need need(Point point) {
    return point == Point.PATH ? Need.POINTS : Need.TRAJECTORIES;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public Space space() {
    return TermStudent.SPACE;
  }

  @Override
  public StateLayout layout() {
    return TermStudent.LAYOUT;
  }

  @Override
  public Tensor time(Point point) {
    return switch (point) {
      case START -> scope.filled(new Shape(1, 1), 0);
      case END -> scope.filled(new Shape(1, 1), 1);
      case BETWEEN -> given(Need.TRAJECTORIES, "s");
      case PATH -> given(Need.POINTS, "t");
    };
  }

  @Override
  public Tensor state(Point point) {
    return given(
        need(point),
        switch (point) {
          case START -> "x0";
          case END -> "x1";
          case BETWEEN -> "xs";
          case PATH -> "xt";
        });
  }

  @Override
  public Tensor velocity() {
    return given(Need.VELOCITY, "velocity");
  }

  private Tensor column(Point point) {
    return time(point).broadcastTo(state(point).shape().with(Axis.COLUMNS, 1));
  }

  @Override
  public Tensor lifted(Point point) {
    if (!points.contains(point)) {
      throw new AssertionError("the term takes the lifted " + point + " and does not name it");
    }
    return student.lift(scope, column(point), state(point));
  }

  @Override
  public Tensor lieDerivative() {
    Tensor t = column(Point.PATH);
    return ((Dual)
            student.lift(
                Dual.scope(scope),
                Dual.of(t, scope.filled(t.shape(), 1)),
                Dual.of(state(Point.PATH), velocity())))
        .tangent();
  }

  @Override
  public Tensor variance() {
    Tensor g = layout().observables(lifted(Point.PATH));
    return g.subtract(g.mean(Axis.ROWS)).square().mean(Axis.ROWS, 1);
  }

  @Override
  public Tensor generator() {
    return generator;
  }

  /** By the series of the exponential, applied to the lifted states. */
  @Override
  public Tensor moved(Point from, Point to) {
    if (from == Point.PATH || to == Point.PATH) {
      throw new AssertionError("points of the path have a time each and cannot be moved together");
    }
    Tensor step = generator.multiply(time(to).subtract(time(from))).transpose();
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
    if (!asking) {
      throw new AssertionError("the term asks for something decoded in its second half");
    }
    Map<Tensor, Tensor> decoded = new HashMap<>();
    decodings.add(() -> decoded.put(z, student.decode(z)));
    return () -> {
      if (asking) {
        throw new AssertionError("the term reads something decoded in its first half");
      }
      return decoded.get(z);
    };
  }
}
