package org.koopflow.graph.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.graph.Sizes;
import org.koopflow.graph.Trace;

/**
 * A loss that is a tangle of operations which do for any number of rows, found by trying: what is
 * refused is not taken. Once found it is the same for all sizes.
 */
public final class RandomProgram implements LossFunction {
  /** Parameters of known size, inputs of any number of rows, and one of a single row. */
  public static final Sizes SIZES =
      new Sizes(
          Map.of("w", new Shape(3, 4), "square", new Shape(4, 4), "row", new Shape(1, 4)),
          Map.of("x", Shape.anyRows(4), "t", Shape.anyRows(1), "s", new Shape(1, 1)));

  private static final int MOST = 100_000;

  private interface Step extends Function<List<Tensor>, Tensor> {}

  private final List<Step> steps = new ArrayList<>();

  public RandomProgram(long seed, int length) {
    Random random = new Random(seed);
    Trace trace = new Trace(SIZES);
    List<Tensor> written = start(trace, trace.inputs());
    while (steps.size() < length) {
      Step step = any(random, written.size());
      try {
        Tensor result = step.apply(written);
        if (small(result.shape())) {
          steps.add(step);
          written.add(result);
        }
      } catch (IllegalArgumentException | IllegalStateException e) {
        // Does not fit, or not for any number of rows: another one.
      }
    }
  }

  private static boolean small(Shape shape) {
    Shape large = shape.at(64);
    return (double) large.rows() * large.columns() <= MOST;
  }

  private static List<Tensor> start(Scope scope, Map<String, Tensor> inputs) {
    List<Tensor> written = new ArrayList<>();
    SIZES.parameters().keySet().stream().sorted().map(scope::parameter).forEach(written::add);
    SIZES.inputs().keySet().stream().sorted().map(inputs::get).forEach(written::add);
    written.add(scope.filled(inputs.get("x").shape(), 0.5));
    return written;
  }

  @Override
  public Loss apply(Scope scope, Map<String, Tensor> inputs) {
    List<Tensor> written = start(scope, inputs);
    steps.forEach(step -> written.add(step.apply(written)));
    Tensor total = scope.filled(new Shape(1, 1), 0);
    Map<String, Tensor> reported = new LinkedHashMap<>();
    for (int k = 1; k <= 3; k++) {
      Tensor figure = written.get(written.size() - k).tanh().mean();
      total = total.add(figure);
      reported.put("figure " + k, figure);
    }
    return new Loss(total, reported);
  }

  private static Step any(Random random, int written) {
    int a = random.nextInt(written);
    int b = random.nextInt(written);
    Axis axis = random.nextBoolean() ? Axis.ROWS : Axis.COLUMNS;
    int small = 1 + random.nextInt(3);
    return switch (random.nextInt(24)) {
      case 0 -> all -> all.get(a).silu();
      case 1 -> all -> all.get(a).square().add(1);
      case 2 -> all -> all.get(a).relu().stopGradient();
      case 3, 4 -> all -> all.get(a).add(all.get(b));
      case 5, 6 -> all -> all.get(a).multiply(all.get(b));
      case 7, 8 -> all -> all.get(a).matmul(all.get(b)).tanh();
      case 9 -> all -> all.get(a).matmul(all.get(b).transpose());
      case 10 -> all -> all.get(a).transpose();
      case 11 -> all -> all.get(a).sum(axis);
      case 12 -> all -> all.get(a).mean(axis);
      case 13 -> all -> all.get(a).mean(axis, small);
      case 14 -> all -> all.get(a).max(axis);
      case 15 -> all -> all.get(a).broadcastTo(all.get(b).shape());
      case 16 -> all -> all.get(a).broadcastTo(all.get(b).shape()).add(all.get(b));
      case 17 -> all -> all.get(a).reshape(all.get(a).shape().inRowsOf(small));
      case 18 -> all -> all.get(a).reshape(all.get(b).shape());
      case 19 -> all -> all.get(a).concatenate(axis, List.of(all.get(b)));
      case 20 ->
          all -> {
            Tensor both = all.get(a).concatenate(axis, List.of(all.get(b), all.get(a)));
            List<Shape> parts = List.of(all.get(a).shape(), all.get(b).shape(), all.get(a).shape());
            return both.tanh().split(axis, parts).get(small - 1);
          };
      case 21 -> all -> all.get(a).slice(axis, small - 1, small);
      case 22 -> all -> all.get(a).take(axis, Indices.of(small - 1, Indices.ZERO, 0));
      default -> all -> all.get(a).subtract(all.get(a).mean());
    };
  }
}
