package org.koopflow.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

class OperationCountTest {
  private static final int ROWS = 7;

  /** One hidden layer of eight units: 1 + 2 inputs, 5 observables, and 7 coordinates back to 2. */
  private static final double FIRST = 2 * ROWS * 3 * 8;

  private static final double SECOND = 2 * ROWS * 8 * 5;
  private static final double DECODER = 2 * ROWS * (7 * 8 + 8 * 2);

  private final Weights weights =
      new Weights(
          Map.of(
              "encoder.1", Batch.zeros(8, 3),
              "encoder.2", Batch.zeros(5, 8),
              "decoder.1", Batch.zeros(8, 7),
              "decoder.2", Batch.zeros(2, 8),
              "bias.8", Batch.zeros(1, 8),
              "bias.5", Batch.zeros(1, 5),
              "bias.2", Batch.zeros(1, 2)));
  private final Map<String, Batch> inputs =
      Map.of("t", Batch.zeros(ROWS, 1), "x", Batch.zeros(ROWS, 2), "v", Batch.zeros(ROWS, 2));

  private static Tensor encode(Scope scope, Tensor t, Tensor x) {
    return t.concatenate(Axis.COLUMNS, List.of(x))
        .linear(scope.parameter("encoder.1"), scope.parameter("bias.8"))
        .silu()
        .linear(scope.parameter("encoder.2"), scope.parameter("bias.5"));
  }

  private static Tensor decode(Scope scope, Tensor z) {
    return z.linear(scope.parameter("decoder.1"), scope.parameter("bias.8"))
        .silu()
        .linear(scope.parameter("decoder.2"), scope.parameter("bias.2"));
  }

  private double flops(TensorFunction function) {
    return OperationCount.of(function, weights, inputs).flops();
  }

  private static Dual lie(Scope scope, Map<String, Tensor> in) {
    Tensor t = in.get("t");
    return (Dual)
        encode(
            Dual.scope(scope),
            Dual.of(t, scope.filled(t.shape(), 1)),
            Dual.of(in.get("x"), in.get("v")));
  }

  @Test
  void everyLayerIsCountedOnce() {
    TensorFunction autoencoder =
        (scope, in) -> {
          Tensor g = encode(scope, in.get("t"), in.get("x"));
          Tensor z = in.get("t").concatenate(Axis.COLUMNS, List.of(in.get("t"), g));
          return Map.of("x", decode(scope, z));
        };
    assertThat(flops(autoencoder)).isEqualTo(FIRST + SECOND + DECODER);
  }

  /** Value and tangent; the tangent alone leaves the value of the last layer out. */
  @Test
  void aDualPassCostsTwo() {
    assertThat(
            flops(
                (scope, in) -> {
                  Dual g = lie(scope, in);
                  return Map.of("value", g.value(), "lie", g.tangent());
                }))
        .isEqualTo(2 * (FIRST + SECOND));
    assertThat(flops((scope, in) -> Map.of("lie", lie(scope, in).tangent())))
        .isEqualTo(2 * (FIRST + SECOND) - SECOND);
  }

  /** Backward, a product is two: of the gradient with each factor that varies. */
  @Test
  void aGradientCostsThreeWhereBothFactorsVary() {
    LossFunction loss =
        (scope, in) -> new Loss(encode(scope, in.get("t"), in.get("x")).square().mean(), Map.of());
    double counted = OperationCount.ofGradient(loss, weights, inputs).flops();
    assertThat(counted).as("inputs do not vary").isEqualTo(2 * FIRST + 3 * SECOND);
    LossFunction chain =
        (scope, in) -> {
          Tensor product = scope.parameter("encoder.2").matmul(scope.parameter("encoder.1"));
          return new Loss(product.square().sum(), Map.of());
        };
    assertThat(OperationCount.ofGradient(chain, weights, inputs).flops())
        .isEqualTo(3 * 2.0 * 5 * 8 * 3);
  }

  @Test
  void whatIsAskedForTwiceCountsOnce() {
    TensorFunction twice =
        (scope, in) -> {
          Map<String, Tensor> outputs = new LinkedHashMap<>();
          outputs.put("a", encode(scope, in.get("t"), in.get("x")));
          outputs.put("b", encode(scope, in.get("t"), in.get("x")).multiply(2));
          return outputs;
        };
    assertThat(flops(twice)).isEqualTo(FIRST + SECOND);
  }

  /** Of either orientation: k is the length that is summed over. */
  @Test
  void transposedFactorsCountTheSame() {
    for (boolean left : new boolean[] {false, true}) {
      for (boolean right : new boolean[] {false, true}) {
        Weights factors =
            new Weights(
                Map.of(
                    "a", left ? Batch.zeros(3, 2) : Batch.zeros(2, 3),
                    "b", right ? Batch.zeros(5, 3) : Batch.zeros(3, 5)));
        TensorFunction product =
            (scope, in) -> {
              Tensor a = scope.parameter("a");
              Tensor b = scope.parameter("b");
              return Map.of("y", (left ? a.transpose() : a).matmul(right ? b.transpose() : b));
            };
        assertThat(OperationCount.of(product, factors, Map.of()))
            .isEqualTo(new OperationCount(2 * 2 * 3 * 5, 1));
      }
    }
  }

  @Test
  void operationsAreCountedWithoutLeaves() {
    TensorFunction function =
        (scope, in) ->
            Map.of("y", in.get("x").add(scope.filled(in.get("x").shape(), 3)).tanh().add(1));
    assertThat(OperationCount.of(function, weights, inputs)).isEqualTo(new OperationCount(0, 3));
  }

  /** A convolution is the product it would be by patches, and so are both of its gradients. */
  @Test
  void convolutionsCountAsProducts() {
    Convolution sizes = new Convolution(new ImageLayout(2, 5, 4), 3, 3, 2, 1);
    Weights kernels = new Weights(Map.of("k", Batch.zeros(3, 18), "in", Batch.zeros(2, 18)));
    Map<String, Batch> images = Map.of("x", Batch.zeros(ROWS, 40));
    TensorFunction once =
        (scope, in) -> Map.of("y", in.get("x").convolve(scope.parameter("k"), sizes));
    double product = 2.0 * ROWS * (3 * 2) * 3 * 18;
    assertThat(OperationCount.of(once, kernels, images).flops()).isEqualTo(product);
    LossFunction one =
        (scope, in) -> new Loss(once.apply(scope, in).get("y").square().sum(), Map.of());
    assertThat(OperationCount.ofGradient(one, kernels, images).flops())
        .as("the images have no gradient")
        .isEqualTo(2 * product);
    Convolution first = Convolution.same(sizes.input(), 2, 3);
    double before = 2.0 * ROWS * (5 * 4) * 2 * 18;
    LossFunction two =
        (scope, in) ->
            new Loss(
                in.get("x")
                    .convolve(scope.parameter("in"), first)
                    .convolve(scope.parameter("k"), sizes)
                    .square()
                    .sum(),
                Map.of());
    assertThat(OperationCount.ofGradient(two, kernels, images).flops())
        .isEqualTo(2 * before + 3 * product);
  }
}
