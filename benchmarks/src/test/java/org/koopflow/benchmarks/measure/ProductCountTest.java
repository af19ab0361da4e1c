package org.koopflow.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.Plugins;

class ProductCountTest {
  private static final int ROWS = 7;

  /** One hidden layer of eight units: 1 + 2 inputs, 5 observables, and 7 coordinates back to 2. */
  private static final double ENCODER = 2 * ROWS * (3 * 8 + 8 * 5);

  private static final double DECODER = 2 * ROWS * (7 * 8 + 8 * 2);

  private final KoopmanModel model = model();
  private final Weights weights = Parameter.initialize(model.parameters(), new RandomStreams(4));
  private final Map<String, Batch> inputs =
      Map.of("t", Batch.zeros(ROWS, 1), "x", Batch.zeros(ROWS, 2));

  private static KoopmanModel model() {
    Plugins plugins = Plugins.discover();
    Map<String, Object> network = Map.of("type", "mlp", "width", 8, "depth", 1);
    Lifting lifting =
        plugins
            .liftings()
            .create(new Selection<>("mlp", Map.of("dimension", 5, "network", network)), 2);
    return new KoopmanModel(
        lifting,
        plugins.create(
            OperatorProvider.class, Selection.of("dense"), new OperatorContext(lifting.layout())));
  }

  @Test
  void everyLayerIsCountedOnce() {
    double counted =
        ProductCount.of(
            (scope, in) ->
                Map.of("x", model.decode(scope, model.lift(scope, in.get("t"), in.get("x")))),
            weights,
            inputs);
    assertThat(counted).isEqualTo(ENCODER + DECODER);
  }

  @Test
  void aDualPassCostsTwoAndAGradientThree() {
    Map<String, Batch> all = new LinkedHashMap<>(inputs);
    all.put("v", Batch.zeros(ROWS, 2));
    double dual =
        ProductCount.of(
            (scope, in) ->
                Map.of(
                    "lie",
                    ((Dual)
                            model.lift(
                                Dual.scope(scope),
                                Dual.of(in.get("t"), scope.filled(in.get("t").shape(), 1)),
                                Dual.of(in.get("x"), in.get("v"))))
                        .tangent()),
            weights,
            all);
    assertThat(dual).isEqualTo(2 * ENCODER);
    LossFunction loss =
        (scope, in) -> {
          Tensor z = model.lift(scope, in.get("t"), in.get("x"));
          return new LossFunction.Loss(z.square().mean(), Map.of());
        };
    assertThat(ProductCount.ofGradient(loss, weights, inputs)).isEqualTo(3 * ENCODER);
  }
}
