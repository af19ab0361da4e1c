package org.koopflow.core.objective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.koopflow.api.FlowTime;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.objective.Need;
import org.koopflow.api.objective.Point;
import org.koopflow.api.objective.StudentBatch;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;

/**
 * A training batch inside the function of a loss. Points that share their time for all rows run
 * through the encoder together, the points of the path in a pass of their own, since that one is
 * differentiated forward; all that is to be decoded runs through the decoder together.
 */
final class LiftedBatch implements StudentBatch {
  private final KoopmanModel model;
  private final Scope scope;
  private final Map<String, Tensor> inputs;
  private final Set<Need> needs;
  private final Tensor generator;
  private final Map<Point, Tensor> lifted = new EnumMap<>(Point.class);
  private final Optional<Tensor> lieDerivative;
  private final Optional<Tensor> variance;
  private final Map<List<Point>, Tensor> moved = new HashMap<>();
  private final Set<Tensor> requested = new LinkedHashSet<>();
  private final Map<Tensor, Tensor> decoded = new IdentityHashMap<>();
  private Exponential.OnTensors exponential;
  private int effort;

  LiftedBatch(KoopmanModel model, Scope scope, Map<String, Tensor> inputs, ObjectiveTerms terms) {
    this.model = model;
    this.scope = scope;
    this.inputs = inputs;
    this.needs = terms.needs();
    this.generator = model.generator(scope);
    Set<Point> points = terms.points();
    boolean differentiated = needs.contains(Need.VELOCITY);
    Tensor lie = null;
    if (differentiated) {
      // Value and Lie derivative of the lifting in one forward-mode pass with tangent (1, v).
      Tensor t = time(Point.PATH);
      Dual both =
          (Dual)
              model.lift(
                  Dual.scope(scope),
                  Dual.of(t, scope.filled(t.shape(), 1)),
                  Dual.of(row(Point.PATH), input(Need.VELOCITY, "velocity")));
      lifted.put(Point.PATH, both.value());
      lie = both.tangent();
    } else if (points.contains(Point.PATH)) {
      lifted.put(Point.PATH, model.lift(scope, time(Point.PATH), row(Point.PATH)));
    }
    this.lieDerivative = Optional.ofNullable(lie);
    this.variance = Optional.ofNullable(lifted.get(Point.PATH)).map(this::variance);
    liftTogether(points.stream().filter(point -> point != Point.PATH).sorted().toList());
  }

  private void liftTogether(List<Point> points) {
    if (points.isEmpty()) {
      return;
    }
    List<Tensor> times = new ArrayList<>();
    List<Tensor> states = new ArrayList<>();
    for (Point point : points) {
      Shape column = row(point).shape().with(Axis.COLUMNS, 1);
      times.add(
          point == Point.BETWEEN
              ? time(point).broadcastTo(column)
              : scope.filled(column, fixed(point)));
      states.add(row(point));
    }
    Tensor all = model.lift(scope, stacked(times), stacked(states));
    List<Tensor> parts = apart(all, states);
    for (int i = 0; i < points.size(); i++) {
      lifted.put(points.get(i), parts.get(i));
    }
  }

  private static Tensor stacked(List<Tensor> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : parts.get(0).concatenate(Axis.ROWS, parts.subList(1, parts.size()));
  }

  /** What was stacked, as rows for each of the parts. */
  private static List<Tensor> apart(Tensor all, List<Tensor> parts) {
    return all.split(Axis.ROWS, parts.stream().map(Tensor::shape).toList());
  }

  private static double fixed(Point point) {
    return point == Point.START ? FlowTime.NOISE : FlowTime.DATA;
  }

  /** Says how exponentials are computed. */
  void move(Exponential.OnTensors way, int forEffort) {
    this.exponential = way;
    this.effort = forEffort;
  }

  /** An input, whatever else there is, only where somebody said it is needed. */
  private Tensor input(Need need, String name) {
    Tensor input = needs.contains(need) ? inputs.get(name) : null;
    if (input == null) {
      throw new IllegalArgumentException(
          "a term asks for '"
              + name
              + "', which is not among what the terms say they need: "
              + needs);
    }
    return input;
  }

  @Override
  public Scope scope() {
    return scope;
  }

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
      case START, END -> scope.filled(new Shape(1, 1), fixed(point));
      case BETWEEN -> input(Need.TRAJECTORIES, "s");
      case PATH -> input(Need.POINTS, "t");
    };
  }

  @Override
  public Tensor state(Point point) {
    return space().state(row(point));
  }

  /** A whole row, state and condition. */
  private Tensor row(Point point) {
    return switch (point) {
      case START -> input(Need.TRAJECTORIES, "x0");
      case END -> input(Need.TRAJECTORIES, "x1");
      case BETWEEN -> input(Need.TRAJECTORIES, "xs");
      case PATH -> input(Need.POINTS, "xt");
    };
  }

  @Override
  public Tensor velocity() {
    return space().state(input(Need.VELOCITY, "velocity"));
  }

  @Override
  public Tensor lifted(Point point) {
    Tensor z = lifted.get(point);
    if (z == null) {
      throw new IllegalArgumentException(
          "a term asks for the lifted " + point + ", which it did not name among its points");
    }
    return z;
  }

  @Override
  public Tensor lieDerivative() {
    return lieDerivative.orElseThrow(
        () ->
            new IllegalArgumentException(
                "a term asks for the Lie derivative and did not say that it needs the velocity"));
  }

  @Override
  public Tensor variance() {
    return variance.orElseThrow(
        () ->
            new IllegalArgumentException(
                "a term asks for the variance and did not name PATH among its points"));
  }

  private Tensor variance(Tensor z) {
    Tensor g = layout().observables(z);
    Tensor centred = g.subtract(g.mean(Axis.ROWS));
    return centred.square().mean(Axis.ROWS, 1);
  }

  @Override
  public Tensor generator() {
    return generator;
  }

  @Override
  public Tensor moved(Point from, Point to) {
    if (from == Point.PATH || to == Point.PATH) {
      throw new IllegalArgumentException(
          "points of the path have a time each, and a state is moved by one time for all rows");
    }
    return moved.computeIfAbsent(
        List.of(from, to),
        pair ->
            from == to
                ? lifted(from)
                : lifted(from)
                    .matmul(exponential.exp(scope, generatorOver(from, to), effort).transpose()));
  }

  /** {@code (t' - t) L}. */
  private Tensor generatorOver(Point from, Point to) {
    if (from != Point.BETWEEN && to != Point.BETWEEN) {
      double duration = fixed(to) - fixed(from);
      return duration == 1 ? generator : generator.multiply(duration);
    }
    if (from == Point.START) {
      return generator.multiply(time(to));
    }
    return generator.multiply(time(to).subtract(time(from)));
  }

  @Override
  public Supplier<Tensor> decoded(Tensor z) {
    requested.add(z);
    return () -> {
      Tensor x = decoded.get(z);
      if (x == null) {
        throw new IllegalArgumentException(
            "a term asks for what is to be decoded in its first half and reads it in its second");
      }
      return x;
    };
  }

  /** Decodes all that was asked for: what was moved first, then what was lifted, as asked. */
  void decode() {
    Set<Tensor> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(moved.values());
    List<Tensor> order = new ArrayList<>();
    requested.stream().filter(known::contains).forEach(order::add);
    requested.stream().filter(z -> !known.contains(z)).forEach(order::add);
    if (order.isEmpty()) {
      return;
    }
    Tensor all = model.decode(scope, stacked(order));
    List<Tensor> parts = apart(all, order);
    for (int i = 0; i < order.size(); i++) {
      decoded.put(order.get(i), parts.get(i));
    }
  }
}
