package org.koopflow.numerics.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Functions of tensors evaluated on the host. */
class HostFunctionsTest {
  private static final Weights WEIGHTS =
      new Weights(
          Map.of(
              "layer.weight", Batch.of(2, 3, 1, 2, 3, 4, 5, 6),
              "layer.bias", Batch.ofDoubles(1, 2, 0.1, 0.2)));

  @Test
  void outputsComeInTheFunctionsOrderInDouble() {
    Map<String, Batch> outputs =
        HostFunctions.evaluate(
            (scope, inputs) -> {
              Tensor x = inputs.get("x");
              Map<String, Tensor> result = new LinkedHashMap<>();
              result.put(
                  "z",
                  x.linear(scope.in("layer").parameter("weight"), scope.parameter("layer.bias")));
              result.put("a", x.add(scope.filled(new Shape(1, 3), 0.1)));
              result.put("c", scope.constant(Batch.ofDoubles(1, 1, 1e-300)));
              return result;
            },
            WEIGHTS,
            Map.of("x", Batch.of(1, 3, 1, 0, -1)));
    assertThat(outputs.keySet()).containsExactly("z", "a", "c");
    assertThat(outputs.get("z")).isEqualTo(Batch.ofDoubles(1, 2, -2 + 0.1, -2 + 0.2));
    assertThat(outputs.get("a")).isEqualTo(Batch.ofDoubles(1, 3, 1.1, 0.1, -0.9));
    assertThat(outputs.get("c").get(0, 0)).isEqualTo(1e-300);
    assertThat(outputs.get("a").precision()).isEqualTo(Precision.FLOAT64);
  }

  @Test
  void aGeneratorIsAssembledByTheCodeThatTrains() {
    StateLayout layout = new StateLayout(1);
    Weights weights =
        new Weights(
            Map.of("b", Batch.of(1, 1, 2), "a", Batch.of(1, 1, 3), "A", Batch.of(1, 1, -4)));
    Batch generator =
        HostFunctions.evaluate(
                (scope, inputs) ->
                    Map.of(
                        "L",
                        layout.generator(
                            scope,
                            scope.parameter("b"),
                            scope.parameter("a"),
                            Optional.empty(),
                            scope.parameter("A"))),
                weights,
                Map.of())
            .get("L");
    assertThat(generator.doubles()).containsExactly(0, 0, 0, 1, 0, 0, 2, 3, -4);
  }

  @Test
  void unknownParametersAndForeignResultsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HostFunctions.evaluate(
                    (scope, inputs) -> Map.of("y", scope.parameter("nothing")), WEIGHTS, Map.of()))
        .withMessageContaining("layer.bias");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                HostFunctions.evaluate(
                    (scope, inputs) -> Map.of("y", Dual.constant(scope.parameter("layer.bias"))),
                    WEIGHTS,
                    Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HostFunctions.evaluate(
                    (scope, inputs) -> inputs, WEIGHTS, Map.of("x", Batch.zeros(0, 3))));
  }
}
