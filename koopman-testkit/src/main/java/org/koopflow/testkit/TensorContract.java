package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/** What tensors of a backend compute and refuse. */
public interface TensorContract extends BackendSource {
  /**
   * How far a single operation may be from its value in double precision, as a share of one plus
   * the largest entry of the result.
   *
   * @param precision precision of the backend
   * @return some tens of rounding errors: sums in a different order, faster elementary functions
   */
  default double valueTolerance(Precision precision) {
    return 64 * precision.epsilon();
  }

  /**
   * Every operation gives the same as plain Java, of inputs and of parameters.
   *
   * @return one test for each operation and precision
   */
  @TestFactory
  default Stream<DynamicNode> computesEveryOperation() {
    List<DynamicNode> tests = new ArrayList<>();
    for (Precision precision : precisions()) {
      for (TensorOperation operation : TensorOperation.all()) {
        tests.add(
            DynamicTest.dynamicTest(
                operation.name() + ", " + precision, () -> compare(operation, precision)));
      }
    }
    return tests.stream();
  }

  private void compare(TensorOperation operation, Precision precision) {
    TensorFunction ofInputs = (scope, in) -> Map.of("y", operation.apply(in::get));
    TensorFunction ofParameters = (scope, in) -> Map.of("y", operation.apply(scope::parameter));
    Map<String, Batch> operands = operation.named();
    Batch expected = Reference.evaluate(ofInputs, Weights.EMPTY, operands).get("y");
    Shape size = new Shape(expected.rows(), expected.columns());
    TensorFunction sized =
        (scope, in) -> {
          Tensor y = operation.apply(in::get);
          assertThat(y.shape()).as("announced shape").isEqualTo(size);
          return Map.of("y", y);
        };
    try (Backend backend = open(precision);
        Evaluator a = backend.evaluator(sized, Weights.EMPTY);
        Evaluator b = backend.evaluator(ofParameters, new Weights(operands))) {
      Batch actual = a.apply(operands).get("y");
      assertThat(actual.precision()).isEqualTo(precision);
      Samples.assertClose(actual, expected, valueTolerance(precision));
      Samples.assertSameBits(b.apply(Map.of()).get("y"), actual);
    }
  }

  /** Logarithm and root are NaN where they have no value, and infinities come out as such. */
  @Test
  default void marksWhatHasNoValue() {
    Batch x = Batch.of(1, 3, -1, 0, 1);
    Map<String, Batch> y =
        run(
            (scope, in) ->
                Map.of(
                    "log", in.get("x").log(),
                    "sqrt", in.get("x").sqrt(),
                    "exp", in.get("x").multiply(1000).exp(),
                    "quotient", scope.filled(new Shape(1, 1), 1).divide(in.get("x"))),
            Weights.EMPTY,
            Map.of("x", x));
    assertThat(y.get("log").doubles()).containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, 0);
    assertThat(y.get("sqrt").doubles()).containsExactly(Double.NaN, 0, 1);
    assertThat(y.get("exp").doubles()).containsExactly(0, 1, Double.POSITIVE_INFINITY);
    assertThat(y.get("quotient").doubles()).containsExactly(-1, Double.POSITIVE_INFINITY, 1);
  }

  /** A zero that is taken is zero, and one beyond a border counts as one, whatever stands near. */
  @Test
  default void takesZerosBesideInfinities() {
    Batch x = Batch.of(1, 3, Float.POSITIVE_INFINITY, 2, Float.NEGATIVE_INFINITY);
    Indices indices = Indices.of(1, Indices.ZERO, 2);
    Map<String, Batch> y =
        run(
            (scope, in) ->
                Map.of(
                    "columns", in.get("x").take(Axis.COLUMNS, indices),
                    "rows", in.get("x").transpose().take(Axis.ROWS, indices)),
            Weights.EMPTY,
            Map.of("x", x));
    assertThat(y.get("columns").doubles()).containsExactly(2, 0, Double.NEGATIVE_INFINITY);
    assertThat(y.get("rows").doubles()).containsExactly(2, 0, Double.NEGATIVE_INFINITY);
  }

  /**
   * Shapes that do not fit are refused when the operation is called.
   *
   * @return one test for each wrong call
   */
  @TestFactory
  default Stream<DynamicTest> refusesShapesThatDoNotFit() {
    Map<String, Function<Tensor, Tensor>> wrong = new LinkedHashMap<>();
    wrong.put("add other rows", x -> x.add(x.slice(Axis.ROWS, 0, 2)));
    wrong.put("subtract other columns", x -> x.subtract(x.slice(Axis.COLUMNS, 0, 2)));
    wrong.put("multiply by the transposed", x -> x.multiply(x.transpose()));
    wrong.put("divide by the transposed", x -> x.divide(x.transpose()));
    wrong.put("matmul with unequal inner sizes", x -> x.matmul(x));
    wrong.put("linear with other inputs", x -> x.linear(x.transpose(), x.slice(Axis.ROWS, 0, 1)));
    wrong.put("linear with a bias too long", x -> x.linear(x, x.slice(Axis.ROWS, 0, 1)));
    wrong.put("stack unequal columns", x -> x.concatenate(Axis.ROWS, List.of(x.transpose())));
    wrong.put("join unequal rows", x -> x.concatenate(Axis.COLUMNS, List.of(x.transpose())));
    wrong.put("slice beyond the end", x -> x.slice(Axis.ROWS, 0, 4));
    wrong.put("slice before the start", x -> x.slice(Axis.COLUMNS, -1, 2));
    wrong.put("slice nothing", x -> x.slice(Axis.COLUMNS, 2, 2));
    wrong.put("reshape to another size", x -> x.reshape(new Shape(5, 2)));
    wrong.put("broadcast to fewer rows", x -> x.broadcastTo(new Shape(1, 4)));
    wrong.put("broadcast to more rows", x -> x.broadcastTo(new Shape(6, 4)));
    wrong.put("take beyond the end", x -> x.take(Axis.ROWS, Indices.of(0, 3)));
    wrong.put("take beyond the columns", x -> x.take(Axis.COLUMNS, Indices.of(4)));
    // Rows of four are images of 1 x 2 x 2, kernels of 1 x 1 that give three channels are 3 x 1.
    Convolution point = new Convolution(new ImageLayout(1, 2, 2), 3, 1, 1, 0);
    Convolution wide = new Convolution(new ImageLayout(1, 2, 3), 3, 1, 1, 0);
    wrong.put("convolve other images", x -> x.convolve(x.slice(Axis.COLUMNS, 0, 1), wide));
    wrong.put("convolve with a kernel too wide", x -> x.convolve(x, point));
    wrong.put(
        "convolve with a kernel for fewer channels",
        x -> x.convolve(x.slice(Axis.COLUMNS, 0, 1).slice(Axis.ROWS, 0, 2), point));
    wrong.put(
        "convolve with a kernel of transposed shape",
        x -> x.convolve(x.slice(Axis.COLUMNS, 0, 1).transpose(), point));
    return wrong.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () ->
                        assertThatThrownBy(() -> apply(entry.getValue()))
                            .isInstanceOf(IllegalArgumentException.class)));
  }

  private Batch apply(Function<Tensor, Tensor> operation) {
    return run(
            (scope, in) -> Map.of("y", operation.apply(in.get("x"))),
            Weights.EMPTY,
            Map.of("x", Samples.normal(3, 4, "shapes")))
        .get("y");
  }

  private Map<String, Batch> run(
      TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(function, weights)) {
      return evaluator.apply(inputs);
    }
  }

  /**
   * Constants keep their numbers, are filled as asked, and are of the backend's precision, in parts
   * of a scope too.
   */
  @Test
  default void givesConstants() {
    Batch doubles = Batch.ofDoubles(2, 2, 1, 2, 3, 0.1);
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision);
          Evaluator evaluator =
              backend.evaluator(
                  (scope, in) ->
                      Map.of(
                          "constant", scope.constant(doubles),
                          "single", scope.constant(Batch.of(1, 2, 5, 0.1f)),
                          "filled", scope.filled(new Shape(2, 3), 0.1),
                          "constant of a part", scope.in("a").in("b").constant(doubles),
                          "filled in a part", scope.in("a").filled(new Shape(2, 3), 0.1)),
                  Weights.EMPTY)) {
        Map<String, Batch> y = evaluator.apply(Map.of());
        Samples.assertSameBits(y.get("constant"), doubles.to(precision));
        Samples.assertSameBits(y.get("single"), Batch.of(1, 2, 5, 0.1f).to(precision));
        Samples.assertSameBits(y.get("constant of a part"), doubles.to(precision));
        for (String filled : List.of("filled", "filled in a part")) {
          Samples.assertClose(
              y.get(filled),
              Batch.ofDoubles(2, 3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1),
              precision.epsilon());
        }
      }
    }
  }

  /** Parameters are found by name, in parts of the scope by the rest of it, and otherwise named. */
  @Test
  default void findsParametersByName() {
    Weights weights = new Weights(Map.of("a.b.c", Batch.of(1, 1, 7), "d", Batch.of(1, 1, 8)));
    Map<String, Batch> y =
        run(
            (scope, in) ->
                Map.of(
                    "c", scope.in("a").in("b").parameter("c"),
                    "again", scope.in("a.b").parameter("c"),
                    "d", scope.parameter("d")),
            weights,
            Map.of());
    assertThat(y.get("c").get(0, 0)).isEqualTo(7);
    assertThat(y.get("again").get(0, 0)).isEqualTo(7);
    assertThat(y.get("d").get(0, 0)).isEqualTo(8);
    assertThatThrownBy(
            () ->
                run(
                    (scope, in) -> Map.of("y", scope.in("a").parameter("wrong")),
                    weights,
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.wrong")
        .hasMessageContaining("a.b.c");
  }

  /** A tensor lives in its computation alone. */
  @Test
  default void keepsComputationsApart() {
    List<Tensor> kept = new ArrayList<>();
    TensorFunction keeping =
        (scope, in) -> {
          kept.add(in.get("x"));
          return Map.of("y", in.get("x"));
        };
    TensorFunction mixing = (scope, in) -> Map.of("y", in.get("x").add(kept.get(0)));
    Map<String, Batch> inputs = Map.of("x", Batch.of(1, 1, 1));
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator first = backend.evaluator(keeping, Weights.EMPTY);
        Evaluator second = backend.evaluator(mixing, Weights.EMPTY)) {
      first.apply(inputs);
      assertThatThrownBy(() -> kept.get(0).add(1)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> second.apply(inputs)).isInstanceOf(IllegalStateException.class);
    }
  }
}
