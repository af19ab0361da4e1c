package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Differentiator.Gradient;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/**
 * Derivatives a backend computes, against central differences taken in plain Java and double
 * precision. Skipped, by name, for a backend without gradients.
 */
public interface GradientContract extends BackendSource {
  /**
   * How far a derivative may be from its central difference, as a share of one plus the largest
   * entry.
   *
   * @param precision precision of the backend
   * @return in double precision the error of the differences themselves, in single precision some
   *     hundreds of rounding errors
   */
  default double gradientTolerance(Precision precision) {
    return precision == Precision.FLOAT64 ? 1e-8 : 512 * precision.epsilon();
  }

  /**
   * The gradient of every operation, with respect to each of its operands.
   *
   * @return one test for each operation and precision
   */
  @TestFactory
  default Stream<DynamicNode> differentiatesEveryOperation() {
    assume(Capability.GRADIENTS);
    List<DynamicNode> tests = new ArrayList<>();
    for (Precision precision : precisions()) {
      for (TensorOperation operation : TensorOperation.all()) {
        Weights weights = new Weights(operation.named());
        tests.add(
            DynamicTest.dynamicTest(
                operation.name() + ", " + precision,
                () -> compare(weighted(operation), weights, Map.of(), precision)));
      }
    }
    return tests.stream();
  }

  /** A scalar of the operation's result to which every entry contributes differently. */
  private static LossFunction weighted(TensorOperation operation) {
    return (scope, in) -> {
      Tensor y = operation.apply(scope::parameter);
      Shape shape = y.shape();
      Tensor by = scope.constant(Samples.uniform(shape.rows(), shape.columns(), 0.5, 2, "by"));
      return new Loss(y.multiply(by).sum(), Map.of());
    };
  }

  /**
   * The gradient of whole losses, those with forward-mode derivatives in them included.
   *
   * @return one test for each loss and precision
   */
  @TestFactory
  default Stream<DynamicNode> differentiatesLosses() {
    assume(Capability.GRADIENTS);
    List<DynamicNode> tests = new ArrayList<>();
    for (Precision precision : precisions()) {
      for (LossCase c : LossCase.all()) {
        tests.add(
            DynamicTest.dynamicTest(
                c.name() + ", " + precision,
                () -> compare(c.loss(), c.weights(), c.inputs(), precision)));
      }
    }
    return tests.stream();
  }

  private void compare(
      LossFunction loss, Weights weights, Map<String, Batch> inputs, Precision precision) {
    double tolerance = gradientTolerance(precision);
    try (Backend backend = open(precision);
        Differentiator differentiator = backend.differentiator(loss)) {
      Gradient actual = differentiator.apply(weights, inputs);
      double expected = Reference.total(loss, weights, inputs);
      Samples.assertClose(scalar(actual.loss()), scalar(expected), tolerance);
      actual
          .reported()
          .forEach(
              (name, value) -> {
                assertThat(name).isEqualTo("twice");
                Samples.assertClose(scalar(value), scalar(2 * expected), tolerance);
              });
      Weights derivative = Reference.gradient(loss, weights, inputs);
      assertThat(List.copyOf(actual.gradient().values().keySet()))
          .isEqualTo(List.copyOf(weights.values().keySet()));
      derivative
          .values()
          .forEach(
              (name, value) -> {
                assertThat(actual.gradient().get(name).precision()).isEqualTo(precision);
                Samples.assertClose(actual.gradient().get(name), value, tolerance);
              });
    }
  }

  private static Batch scalar(double value) {
    return Batch.ofDoubles(1, 1, value);
  }

  /** Where a derivative jumps, it is 0 as the operations promise, and a maximum is shared out. */
  @Test
  default void followsThePromisesAtKinks() {
    assume(Capability.GRADIENTS);
    Weights zero = new Weights(Map.of("x", Batch.of(1, 3, 0, -2, 2)));
    Weights equal = new Weights(Map.of("x", Batch.of(1, 3, 5, 5, 1)));
    try (Backend backend = open(Precision.FLOAT32)) {
      Batch abs = gradient(backend, (s, in) -> loss(s.parameter("x").abs()), zero).get("x");
      assertThat(abs.doubles()).containsExactly(0, -1, 1);
      Batch relu = gradient(backend, (s, in) -> loss(s.parameter("x").relu()), zero).get("x");
      assertThat(relu.doubles()).containsExactly(0, 0, 1);
      Batch max =
          gradient(backend, (s, in) -> loss(s.parameter("x").max(Axis.COLUMNS)), equal).get("x");
      assertThat(max.get(0, 0) + max.get(0, 1)).isEqualTo(1);
      assertThat(max.get(0, 0)).isBetween(0.0, 1.0);
      assertThat(max.get(0, 2)).isZero();
    }
  }

  private static Loss loss(Tensor tensor) {
    return new Loss(tensor.sum(), Map.of());
  }

  private static Weights gradient(Backend backend, LossFunction loss, Weights weights) {
    try (Differentiator differentiator = backend.differentiator(loss)) {
      return differentiator.apply(weights, Map.of()).gradient();
    }
  }

  /** A stopped gradient stops, whatever the value still contributes elsewhere. */
  @Test
  default void stopsGradients() {
    assume(Capability.GRADIENTS);
    Weights weights = new Weights(Map.of("x", Batch.of(1, 2, 3, -4)));
    try (Backend backend = open(Precision.FLOAT32)) {
      Weights product =
          gradient(
              backend,
              (s, in) -> loss(s.parameter("x").multiply(s.parameter("x").stopGradient())),
              weights);
      assertThat(product.get("x").doubles()).containsExactly(3, -4);
      Weights nothing =
          gradient(backend, (s, in) -> loss(s.parameter("x").square().stopGradient()), weights);
      assertThat(nothing.get("x").doubles()).containsExactly(0, 0);
    }
  }

  /** Parameters that do not matter have a gradient too: zero, in their shape and their place. */
  @Test
  default void givesZeroForParametersThatDoNotMatter() {
    assume(Capability.GRADIENTS);
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("ignored", Batch.of(2, 3, 1, 2, 3, 4, 5, 6));
    values.put("used", Batch.of(1, 1, 2));
    values.put("asked", Batch.of(1, 2, 1, 1));
    Weights weights = new Weights(values);
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision)) {
        LossFunction one =
            (s, in) -> {
              s.parameter("asked").add(1);
              return loss(s.parameter("used").square());
            };
        Weights gradient = gradient(backend, one, weights);
        assertThat(gradient.values().keySet()).containsExactly("ignored", "used", "asked");
        Samples.assertSameBits(gradient.get("ignored"), Batch.zeros(2, 3).to(precision));
        Samples.assertSameBits(gradient.get("used"), Batch.of(1, 1, 4).to(precision));
        Samples.assertSameBits(gradient.get("asked"), Batch.zeros(1, 2).to(precision));
        LossFunction none = (s, in) -> new Loss(s.filled(new Shape(1, 1), 3), Map.of());
        Weights still = gradient(backend, none, weights);
        assertThat(still.get("used").doubles()).containsExactly(0);
      }
    }
  }

  /** A loss and the figures beside it are numbers. */
  @Test
  default void refusesALossThatIsNotANumber() {
    assume(Capability.GRADIENTS);
    Weights weights = new Weights(Map.of("x", Batch.of(1, 2, 3, -4)));
    Batch one = Batch.of(1, 1, 1);
    try (Backend backend = open(Precision.FLOAT32);
        Differentiator wide =
            backend.differentiator((s, in) -> new Loss(s.parameter("x"), Map.of()));
        Differentiator figure =
            backend.differentiator(
                (s, in) -> new Loss(s.parameter("x").sum(), Map.of("wide", s.parameter("x"))))) {
      assertThatThrownBy(() -> wide.apply(weights, Map.of("one", one)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 x 2");
      assertThatThrownBy(() -> figure.apply(weights, Map.of("one", one)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("wide");
    }
  }

  /**
   * Forward mode of every operation; it needs no gradients.
   *
   * @return one test for each operation and precision
   */
  @TestFactory
  default Stream<DynamicNode> carriesTangents() {
    List<DynamicNode> tests = new ArrayList<>();
    for (Precision precision : precisions()) {
      for (TensorOperation operation : TensorOperation.all()) {
        tests.add(
            DynamicTest.dynamicTest(
                operation.name() + ", " + precision, () -> compareTangent(operation, precision)));
      }
    }
    return tests.stream();
  }

  private void compareTangent(TensorOperation operation, Precision precision) {
    TensorFunction plain = (scope, in) -> Map.of("y", operation.apply(in::get));
    TensorFunction dual =
        (scope, in) -> {
          Dual y = (Dual) operation.apply(name -> Dual.of(in.get(name), in.get("tangent." + name)));
          return Map.of("value", y.value(), "tangent", y.tangent());
        };
    Map<String, Batch> inputs = new LinkedHashMap<>(operation.named());
    operation
        .named()
        .forEach(
            (name, x) ->
                inputs.put("tangent." + name, Samples.normal(x.rows(), x.columns(), "to" + name)));
    Batch tangent =
        Samples.slope(
            h -> Reference.evaluate(plain, Weights.EMPTY, moved(operation, inputs, h)).get("y"));
    Batch value = Reference.evaluate(plain, Weights.EMPTY, operation.named()).get("y");
    try (Backend backend = open(precision);
        Evaluator evaluator = backend.evaluator(dual, Weights.EMPTY)) {
      Map<String, Batch> actual = evaluator.apply(inputs);
      Samples.assertClose(actual.get("value"), value, gradientTolerance(precision));
      Samples.assertClose(actual.get("tangent"), tangent, gradientTolerance(precision));
    }
  }

  private static Map<String, Batch> moved(
      TensorOperation operation, Map<String, Batch> inputs, double by) {
    Map<String, Batch> moved = new LinkedHashMap<>();
    operation
        .named()
        .forEach((name, x) -> moved.put(name, Samples.moved(x, inputs.get("tangent." + name), by)));
    return moved;
  }

  /** A backend that does not have gradients says so at once. */
  @Test
  default void refusesWhatItCannotDo() {
    if (!capable(Capability.GRADIENTS)) {
      try (Backend backend = open(Precision.FLOAT32)) {
        assertThatThrownBy(() -> backend.differentiator((s, in) -> loss(s.parameter("x"))))
            .isInstanceOf(KoopflowException.class)
            .hasMessageNotContaining("\n");
      }
    }
    if (!capable(Capability.FLOAT64)) {
      assertThatThrownBy(() -> open(Precision.FLOAT64))
          .isInstanceOf(KoopflowException.class)
          .hasMessageNotContaining("\n");
    }
  }
}
