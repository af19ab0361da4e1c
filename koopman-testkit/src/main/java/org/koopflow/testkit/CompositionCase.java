package org.koopflow.testkit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;

/**
 * A composition to try, on a shape and on numbers: all of it follows from the seed.
 *
 * @param seed determines everything else
 * @param steps one to six steps
 * @param rows rows of the tensor, one to nine
 * @param columns columns of the tensor, one to nine
 */
record CompositionCase(long seed, List<Composition> steps, int rows, int columns) {
  /** The case of a seed. */
  static CompositionCase of(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Composition> steps =
        random
            .ints(random.nextInt(1, 7), 0, Composition.values().length)
            .mapToObj(i -> Composition.values()[i])
            .toList();
    return new CompositionCase(seed, steps, random.nextInt(1, 10), random.nextInt(1, 10));
  }

  /** The cases of seeds in a row, those of few steps and few numbers first. */
  static List<CompositionCase> of(long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(CompositionCase::of)
        .sorted(
            Comparator.<CompositionCase>comparingInt(each -> each.steps.size())
                .thenComparingInt(each -> each.rows * each.columns))
        .toList();
  }

  /** Applies the steps in turn. */
  Tensor apply(Scope scope) {
    Tensor y = scope.parameter("x");
    for (Composition each : steps) {
      y = each.step(y, scope);
    }
    return y;
  }

  /** The parameters that the composition finds by name. */
  Weights operands() {
    return parameters("");
  }

  /** A direction in which they may move. */
  Weights direction() {
    return parameters("direction of ");
  }

  /** Positive weights that make one number of the result. */
  Batch by() {
    return Samples.uniform(rows, columns, 0.5, 2, "by " + seed);
  }

  private Weights parameters(String purpose) {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("x", Samples.normal(rows, columns, purpose + "x" + seed));
    values.put("row", Samples.normal(1, columns, purpose + "row" + seed));
    values.put("column", Samples.normal(rows, 1, purpose + "column" + seed));
    values.put("square", Samples.uniform(columns, columns, -0.5, 0.5, purpose + "square" + seed));
    return new Weights(values);
  }

  @Override
  public String toString() {
    return "%s of %d x %d, seed %d".formatted(steps, rows, columns, seed);
  }
}
