package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/**
 * Properties of operations in any order, on any shape and any values. They run under jqwik: a
 * module that inherits them needs its engine beside that of JUnit, and {@link #propertiesAreRun}
 * fails without it.
 */
public interface CompositionContract extends BackendSource {
  /** Without an engine for them the properties below would be passed over in silence. */
  @Test
  default void propertiesAreRun() {
    assertThatCode(
            () ->
                Class.forName(
                    "net.jqwik.engine.JqwikTestEngine", false, getClass().getClassLoader()))
        .as("the properties of this contract need net.jqwik:jqwik-engine beside JUnit's engine")
        .doesNotThrowAnyException();
  }

  /** Says by name that the property of gradients does not concern a backend without any. */
  class SkippedWithoutGradients implements SkipExecutionHook {
    /** Made by jqwik. */
    public SkippedWithoutGradients() {}

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
      BackendSource source =
          (BackendSource) context.newInstance(context.optionalContainerClass().orElseThrow());
      return source.capable(Capability.GRADIENTS)
          ? SkipResult.doNotSkip()
          : SkipResult.skip(
              "backend '" + source.provider().name() + "' does not have " + Capability.GRADIENTS);
    }
  }

  /**
   * How far a composition may be from its value in double precision, as a share of one plus the
   * largest entry.
   *
   * @param precision precision of the backend
   * @return a few hundred rounding errors, for up to six steps that may each amplify them
   */
  default double compositionTolerance(Precision precision) {
    return 1024 * precision.epsilon();
  }

  /**
   * A composition of operations has the value that plain Java gives.
   *
   * @param steps numbers of the operations
   * @param rows rows of the tensor
   * @param columns columns of the tensor
   * @param seed determines the values
   */
  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  default void computesCompositionsOfAnyShape(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1_000) Integer> steps,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll int seed) {
    Weights weights = operands(rows, columns, seed);
    TensorFunction function = (scope, in) -> Map.of("y", Composition.apply(steps, scope));
    Batch expected = Reference.evaluate(function, weights, Map.of()).get("y");
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision);
          Evaluator evaluator = backend.evaluator(function, weights)) {
        Samples.assertClose(
            evaluator.apply(Map.of()).get("y"), expected, compositionTolerance(precision));
      }
    }
  }

  /**
   * The gradient of a composition, along any direction, is the tangent that forward mode carries in
   * plain Java: two derivations that share no formula of the backend.
   *
   * @param steps numbers of the operations
   * @param rows rows of the tensor
   * @param columns columns of the tensor
   * @param seed determines the values and the direction
   */
  @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
  @AddLifecycleHook(SkippedWithoutGradients.class)
  default void differentiatesCompositionsOfAnyShape(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1_000) Integer> steps,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns,
      @ForAll int seed) {
    Weights weights = operands(rows, columns, seed);
    Weights direction = operands(rows, columns, ~seed);
    Batch by = Samples.uniform(rows, columns, 0.5, 2, "by " + seed);
    TensorFunction tangent =
        (scope, in) -> {
          Scope moving = moving(scope, direction);
          Tensor y = Composition.apply(steps, moving);
          Dual total = (Dual) y.multiply(moving.constant(by)).mean();
          return Map.of("tangent", total.tangent());
        };
    double expected = Reference.evaluate(tangent, weights, Map.of()).get("tangent").get(0, 0);
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision);
          Differentiator differentiator =
              backend.differentiator(
                  (scope, in) ->
                      new Loss(
                          Composition.apply(steps, scope).multiply(scope.constant(by)).mean(),
                          Map.of()))) {
        Weights gradient = differentiator.apply(weights, Map.of()).gradient();
        double actual = 0;
        for (String name : weights.values().keySet()) {
          actual += dot(gradient.get(name), direction.get(name));
        }
        Samples.assertClose(
            Batch.ofDoubles(1, 1, actual),
            Batch.ofDoubles(1, 1, expected),
            8 * compositionTolerance(precision));
      }
    }
  }

  private static Weights operands(int rows, int columns, int seed) {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("x", Samples.normal(rows, columns, "x" + seed));
    values.put("row", Samples.normal(1, columns, "row" + seed));
    values.put("column", Samples.normal(rows, 1, "column" + seed));
    values.put("square", Samples.uniform(columns, columns, -0.5, 0.5, "square" + seed));
    return new Weights(values);
  }

  /** Parameters that move along a direction. */
  private static Scope moving(Scope scope, Weights direction) {
    Scope still = Dual.scope(scope);
    return new Scope() {
      @Override
      public Tensor parameter(String name) {
        Batch tangent = direction.get(name);
        return Dual.of(scope.parameter(name), scope.constant(tangent));
      }

      @Override
      public Tensor constant(Batch value) {
        return still.constant(value);
      }

      @Override
      public Tensor filled(Shape shape, double value) {
        return still.filled(shape, value);
      }
    };
  }

  private static double dot(Batch a, Batch b) {
    double[] left = a.doubles();
    double[] right = b.doubles();
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
