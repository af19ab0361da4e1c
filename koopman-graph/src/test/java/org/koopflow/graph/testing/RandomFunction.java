package org.koopflow.graph.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A loss that is a tangle of operations: each is applied to some of those before it, so that nodes
 * are read once, often, twice by the same operation, or never.
 */
public record RandomFunction(long seed, int length) implements LossFunction {
  public Map<String, Batch> parameters() {
    return Map.of("w", numbers(3, 4, 1), "square", numbers(4, 4, 2), "row", numbers(1, 4, 3));
  }

  public Map<String, Batch> inputs() {
    return Map.of("x", numbers(3, 4, 4), "column", numbers(3, 1, 5));
  }

  private Batch numbers(int rows, int columns, int stream) {
    Random random = new Random(31 * seed + stream);
    return Batch.ofDoubles(rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
  }

  @Override
  public Loss apply(Scope scope, Map<String, Tensor> inputs) {
    Random random = new Random(seed);
    List<Tensor> written = new ArrayList<>();
    parameters().keySet().stream().sorted().forEach(name -> written.add(scope.parameter(name)));
    inputs().keySet().stream().sorted().forEach(name -> written.add(inputs.get(name)));
    written.add(scope.filled(new Shape(3, 4), 0.5));
    written.add(scope.constant(numbers(3, 4, 6)));
    while (written.size() < length + 7) {
      written.add(next(written, random));
    }
    Tensor total = scope.filled(new Shape(1, 1), 0);
    Map<String, Tensor> reported = new LinkedHashMap<>();
    for (int k = 0; k < 3; k++) {
      Tensor figure = any(written, random).tanh().mean();
      total = total.add(figure);
      reported.put("figure " + k, figure);
    }
    return new Loss(total, reported);
  }

  private static Tensor any(List<Tensor> written, Random random) {
    return written.get(random.nextInt(written.size()));
  }

  private static Tensor next(List<Tensor> written, Random random) {
    Tensor x = any(written, random);
    Tensor y = any(written, random);
    Axis axis = random.nextBoolean() ? Axis.ROWS : Axis.COLUMNS;
    Shape shape = x.shape();
    int length = shape.along(axis);
    return switch (random.nextInt(15)) {
      case 0 -> x.tanh();
      case 1 -> x.square().add(1);
      case 2 -> x.relu();
      case 3 -> x.multiply(-0.5);
      case 4 -> broadcasts(shape, y.shape()) ? x.add(y) : x.sigmoid();
      case 5 -> broadcasts(shape, y.shape()) ? x.subtract(y) : x.subtract(x.mean(axis));
      case 6 -> broadcasts(shape, y.shape()) ? x.multiply(y) : x.multiply(x);
      case 7 -> shape.columns() == y.shape().rows() ? x.matmul(y).tanh() : x.matmul(x.transpose());
      case 8 -> x.sum(axis).multiply(0.5);
      case 9 -> x.max(axis);
      case 10 -> x.slice(axis, length / 2, length);
      case 11 -> x.transpose();
      case 12 -> x.reshape(shape.transpose());
      case 13 -> x.take(axis, Indices.of(3, i -> (i + random.nextInt(3)) % (length + 1) - 1));
      default -> small(shape) ? x.concatenate(axis, List.of(x, x.stopGradient())) : x.abs();
    };
  }

  private static boolean broadcasts(Shape a, Shape b) {
    return (a.rows() == b.rows() || a.rows() == 1 || b.rows() == 1)
        && (a.columns() == b.columns() || a.columns() == 1 || b.columns() == 1);
  }

  private static boolean small(Shape shape) {
    return shape.size() < 20;
  }
}
