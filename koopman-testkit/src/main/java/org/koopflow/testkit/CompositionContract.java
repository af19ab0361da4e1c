package org.koopflow.testkit;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * Properties of operations in any order, on any shape and any values. Each is tried on {@link
 * #COMPOSITIONS} random cases, the short ones first; the first that fails is named, with its seed.
 */
public interface CompositionContract extends BackendSource {
  /** How many compositions each property is tried on. */
  int COMPOSITIONS = 250;

  /** How many convolutions they are tried on. */
  int CONVOLUTIONS = 60;

  /**
   * The first of the seeds that the cases follow from, one after another.
   *
   * @return 0; any other number for other cases
   */
  default long compositionSeed() {
    return 0;
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

  /** A composition of operations has the value that plain Java gives. */
  @Test
  default void computesCompositionsOfAnyShape() {
    forAll(
        CompositionCase.of(compositionSeed(), COMPOSITIONS),
        each -> computes(each::apply, each.operands()));
  }

  /**
   * The gradient of a composition, along any direction, is the tangent that forward mode carries in
   * plain Java: two derivations that share no formula of the backend.
   */
  @Test
  default void differentiatesCompositionsOfAnyShape() {
    assume(Capability.GRADIENTS);
    forAll(
        CompositionCase.of(compositionSeed(), COMPOSITIONS),
        each -> differentiates(each::apply, each.operands(), each.direction(), each.by()));
  }

  /** A convolution of images of any size, kernel, stride and padding is that of its formula. */
  @Test
  default void convolvesImagesOfAnySize() {
    forAll(
        ConvolutionCase.of(compositionSeed(), CONVOLUTIONS),
        each -> computes(each::apply, each.operands()));
  }

  /** Its gradient, along any direction, is the tangent that forward mode carries. */
  @Test
  default void differentiatesConvolutionsOfAnySize() {
    assume(Capability.GRADIENTS);
    forAll(
        ConvolutionCase.of(compositionSeed(), CONVOLUTIONS),
        each -> differentiates(each::apply, each.operands(), each.direction(), each.by()));
  }

  private static <C> void forAll(List<C> cases, Consumer<C> property) {
    for (C each : cases) {
      try {
        property.accept(each);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError(each + ": " + failure.getMessage(), failure);
      }
    }
  }

  private void computes(Function<Scope, Tensor> composition, Weights weights) {
    TensorFunction function = (scope, in) -> Map.of("y", composition.apply(scope));
    Batch expected = Reference.evaluate(function, weights, Map.of()).get("y");
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision);
          Evaluator evaluator = backend.evaluator(function, weights)) {
        Samples.assertClose(
            evaluator.apply(Map.of()).get("y"), expected, compositionTolerance(precision));
      }
    }
  }

  private void differentiates(
      Function<Scope, Tensor> composition, Weights weights, Weights direction, Batch by) {
    TensorFunction tangent =
        (scope, in) -> {
          Scope moving = moving(scope, direction);
          Dual total = (Dual) composition.apply(moving).multiply(moving.constant(by)).mean();
          return Map.of("tangent", total.tangent());
        };
    double expected = Reference.evaluate(tangent, weights, Map.of()).get("tangent").get(0, 0);
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision);
          Differentiator differentiator =
              backend.differentiator(
                  (scope, in) ->
                      new Loss(
                          composition.apply(scope).multiply(scope.constant(by)).mean(),
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
