package org.koopflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.graph.testing.Interpreter;
import org.koopflow.graph.testing.Matrix;

/** Gradients that are known; whole compositions are in the contract. */
class ReverseModeTest {
  private static final Map<String, Batch> INPUTS = Map.of("x", Batch.ofDoubles(2, 2, 1, 2, 3, 4));

  private static Map<String, double[]> gradients(LossFunction loss, Map<String, Batch> parameters) {
    RecordedLoss recorded = RecordedLoss.of(loss, Sizes.of(parameters, INPUTS));
    Map<Node, Matrix> values = Interpreter.evaluate(recorded.graph(), parameters, INPUTS);
    Map<String, double[]> gradients = new LinkedHashMap<>();
    recorded
        .gradients()
        .forEach((name, gradient) -> gradients.put(name, values.get(gradient).data()));
    return gradients;
  }

  /** Of x w^T summed with weights c: c^T x. */
  @Test
  void aLayerGivesTheSumOverRowsToItsWeights() {
    LossFunction loss =
        (scope, in) -> {
          Tensor y = in.get("x").linear(scope.parameter("w"), scope.parameter("b"));
          return new Loss(y.multiply(scope.constant(Batch.of(2, 1, 10, 100))).sum(), Map.of());
        };
    Map<String, double[]> gradients =
        gradients(loss, Map.of("w", Batch.of(1, 2, 5, 6), "b", Batch.of(1, 1, 7)));
    assertThat(gradients.get("w")).containsExactly(10 + 300, 20 + 400);
    assertThat(gradients.get("b")).containsExactly(110);
  }

  @Test
  void usesOfAParameterAreSummed() {
    LossFunction loss =
        (scope, in) -> {
          Tensor w = scope.parameter("w");
          return new Loss(w.multiply(w).multiply(w).add(w.multiply(5)).sum(), Map.of());
        };
    assertThat(gradients(loss, Map.of("w", Batch.of(1, 2, 2, -1))).get("w"))
        .containsExactly(3 * 4 + 5, 3 + 5);
  }

  @Test
  void partsGetTheirPartAndTheRestGetsZero() {
    LossFunction loss =
        (scope, in) -> {
          Tensor w = scope.parameter("w");
          Tensor turned = w.slice(Axis.COLUMNS, 2, 3).concatenate(Axis.COLUMNS, List.of(w));
          return new Loss(
              turned.multiply(scope.constant(Batch.of(1, 4, 1, 2, 3, 4))).sum(), Map.of());
        };
    assertThat(gradients(loss, Map.of("w", Batch.of(1, 3, 7, 8, 9))).get("w"))
        .containsExactly(2, 3, 4 + 1);
  }

  @Test
  void equalLargestEntriesShareTheGradient() {
    LossFunction loss =
        (scope, in) -> new Loss(scope.parameter("w").max(Axis.COLUMNS).sum(), Map.of());
    assertThat(gradients(loss, Map.of("w", Batch.of(2, 3, 1, 5, 5, 9, 2, 3))).get("w"))
        .containsExactly(0, 0.5, 0.5, 1, 0, 0);
  }

  @Test
  void whatIsHeldConstantOrUnusedHasNoGradient() {
    LossFunction loss =
        (scope, in) -> {
          scope.parameter("asked");
          Tensor held = scope.parameter("held").stopGradient();
          return new Loss(scope.parameter("used").multiply(held).sum(), Map.of("held", held.sum()));
        };
    Batch two = Batch.of(1, 1, 2);
    Map<String, double[]> gradients =
        gradients(loss, Map.of("asked", two, "held", two, "used", two));
    assertThat(gradients).containsOnlyKeys("used");
    assertThat(gradients.get("used")).containsExactly(2);
    LossFunction still = (scope, in) -> new Loss(in.get("x").sum(), Map.of());
    assertThat(gradients(still, Map.of())).isEmpty();
  }

  /** The derivative of the exponential is the exponential: nothing new is computed for it. */
  @Test
  void theGradientSharesWhatTheFunctionHasComputed() {
    Trace trace = new Trace(Sizes.of(Map.of("w", Batch.of(1, 1, 2)), Map.of()));
    Node loss = trace.parameter("w").exp();
    assertThat(ReverseMode.gradients(loss).get("w").operands()).contains(loss);
  }

  @Test
  void whatIsTakenTwiceGetsBothGradients() {
    LossFunction loss =
        (scope, in) -> {
          Tensor taken = scope.parameter("w").take(Axis.COLUMNS, Indices.of(2, 0, Indices.ZERO, 2));
          return new Loss(
              taken.multiply(scope.constant(Batch.of(1, 4, 1, 10, 100, 1000))).sum(), Map.of());
        };
    assertThat(gradients(loss, Map.of("w", Batch.of(1, 3, 7, 8, 9))).get("w"))
        .containsExactly(10, 0, 1 + 1000);
  }

  /**
   * A gradient in a loss: of what was taken, of the images of a convolution, and of its kernel. All
   * are compared with central differences, whose error is below 1e-9 here.
   */
  @Test
  void gradientsOfGatheringAndConvolvingAreDifferentiatedToo() {
    Convolution sizes = new Convolution(new ImageLayout(2, 3, 4), 3, 2, 2, 1);
    Map<String, Batch> given = new LinkedHashMap<>();
    given.put("images", counted(2, sizes.input().size()));
    given.put("kernel", counted(3, sizes.kernelShape().columns()));
    given.put("gradient", counted(2, sizes.output().size()));
    Indices indices = Indices.of(3, 1, Indices.ZERO, 3);
    Map<String, Function<Trace, Node>> losses = new LinkedHashMap<>();
    losses.put(
        "images",
        t -> t.parameter("gradient").gradientOfImages(t.parameter("kernel"), sizes).square());
    losses.put(
        "kernel",
        t -> t.parameter("images").gradientOfKernel(t.parameter("gradient"), sizes).sin());
    losses.put(
        "scatter",
        t ->
            t.parameter("kernel")
                .slice(Axis.COLUMNS, 0, 4)
                .scatter(Axis.COLUMNS, indices, 5)
                .square());
    losses.forEach(
        (name, loss) -> {
          Map<String, double[]> gradients = gradients(loss, given);
          assertThat(gradients).as(name).isNotEmpty();
          gradients.forEach(
              (operand, gradient) -> {
                for (int i = 0; i < gradient.length; i++) {
                  double difference =
                      (total(loss, moved(given, operand, i, 1e-5))
                              - total(loss, moved(given, operand, i, -1e-5)))
                          / 2e-5;
                  assertThat(gradient[i])
                      .as("%s by %s, entry %d", name, operand, i)
                      .isCloseTo(difference, within(1e-7));
                }
              });
        });
  }

  private static Batch counted(int rows, int columns) {
    double[] data = new double[rows * columns];
    Arrays.setAll(data, i -> Math.cos(1.7 * i * i + rows));
    return Batch.ofDoubles(rows, columns, data);
  }

  private static Map<String, Batch> moved(
      Map<String, Batch> given, String name, int entry, double by) {
    Map<String, Batch> moved = new LinkedHashMap<>(given);
    Batch value = given.get(name);
    double[] data = value.doubles().clone();
    data[entry] += by;
    moved.put(name, Batch.ofDoubles(value.rows(), value.columns(), data));
    return moved;
  }

  private static double total(Function<Trace, Node> loss, Map<String, Batch> parameters) {
    Trace trace = new Trace(Sizes.of(parameters, Map.of()));
    Node total = trace.own(loss.apply(trace).sum());
    return Interpreter.evaluate(Graph.of(List.of(total)), parameters, Map.of())
        .get(total)
        .get(0, 0);
  }

  private static Map<String, double[]> gradients(
      Function<Trace, Node> loss, Map<String, Batch> parameters) {
    Trace trace = new Trace(Sizes.of(parameters, Map.of()));
    Map<String, Node> gradients = ReverseMode.gradients(trace.own(loss.apply(trace).sum()));
    Map<Node, Matrix> values =
        Interpreter.evaluate(Graph.of(gradients.values()), parameters, Map.of());
    Map<String, double[]> found = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> found.put(name, values.get(gradient).data()));
    return found;
  }

  @Test
  void aLossIsANumber() {
    Trace trace = new Trace(Sizes.of(Map.of("w", Batch.of(1, 2, 2, 3)), Map.of()));
    assertThatThrownBy(() -> ReverseMode.gradients(trace.parameter("w")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a loss is 1 x 1, got 1 x 2");
  }

  @Test
  void anOperationWithoutADerivativeSaysSo() {
    Trace trace = new Trace(Sizes.of(Map.of("w", Batch.of(1, 1, 2)), Map.of()));
    Node w = trace.parameter("w");
    for (Node node : List.of(w.step(), w.sign(), w.stopGradient())) {
      Operation operation = (Operation) node.origin();
      assertThat(operation.differentiable()).isFalse();
      assertThatThrownBy(() -> operation.pullBack(node, 0, w))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no gradient flows through");
    }
  }
}
