package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.plugin.Plugins;

/**
 * A lifting of images under a condition, by convolutions: its Lie derivative, and the gradient of a
 * loss of that, against central differences on every backend with gradients.
 */
class ConvolutionalLiftingTest {
  private static final Plugins PLUGINS = Plugins.discover();
  private static final Space SPACE = Space.of(new ImageLayout(1, 4, 4)).withConditions(2);
  private static final double STEP = 1e-5;

  private static Lifting lifting() {
    Map<String, Object> network =
        Map.of("type", "convolution", "channels", 4, "blocks", 2, "groups", 2);
    return PLUGINS
        .liftings()
        .create(
            new Selection<>("decoder-free", Map.of("dimension", 48, "network", network)), SPACE);
  }

  private static Batch normal(int rows, int columns, String purpose) {
    return RandomStreams.normal(rows, columns, new RandomStreams(5).stream(purpose))
        .to(Precision.FLOAT64);
  }

  private static Batch moved(Batch x, Batch direction, double by) {
    double[] values = x.doubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += by * direction.doubles()[i];
    }
    return Batch.ofDoubles(x.rows(), x.columns(), values);
  }

  /** Each a little off its first value, which is special for scales and modulations. */
  private static Weights weights(Lifting lifting) {
    Map<String, Batch> values = new LinkedHashMap<>();
    Parameter.initialize(lifting.parameters(), new RandomStreams(6))
        .values()
        .forEach(
            (name, value) ->
                values.put(name, moved(value, normal(value.rows(), value.columns(), name), 0.2)));
    return new Weights(values);
  }

  private static Map<String, Batch> point() {
    Map<String, Batch> point = new LinkedHashMap<>();
    point.put("t", Batch.ofDoubles(3, 1, 0.1, 0.5, 0.8));
    point.put("x", normal(3, SPACE.columns(), "x"));
    point.put("v", SPACE.moving(normal(3, SPACE.dimension(), "v")));
    return point;
  }

  private static Dual lifted(Lifting lifting, Scope scope, Map<String, Tensor> in) {
    Tensor t = in.get("t");
    return (Dual)
        lifting.lift(
            Dual.scope(scope),
            Dual.of(t, scope.filled(t.shape(), 1)),
            Dual.of(in.get("x"), in.get("v")));
  }

  private static Backend open(String name) {
    return PLUGINS.backend(name, BackendContext.DEFAULT.with(Precision.FLOAT64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "nd4j"})
  void theLieDerivativeIsASlope(String name) {
    Lifting lifting = lifting();
    Map<String, Batch> point = point();
    try (Backend backend = open(name);
        Evaluator forward =
            backend.evaluator(
                (scope, in) -> Map.of("y", lifted(lifting, scope, in).tangent()),
                weights(lifting));
        Evaluator plain =
            backend.evaluator(
                (scope, in) -> Map.of("y", lifting.lift(scope, in.get("t"), in.get("x"))),
                weights(lifting))) {
      Batch derivative = forward.apply(point).get("y");
      DoubleFunction<Batch> at =
          h -> {
            Map<String, Batch> moved = new LinkedHashMap<>();
            moved.put("t", moved(point.get("t"), Batch.filled(3, 1, 1), h));
            moved.put("x", moved(point.get("x"), point.get("v"), h));
            return plain.apply(moved).get("y");
          };
      double[] up = at.apply(STEP).doubles();
      double[] down = at.apply(-STEP).doubles();
      double largest = 0;
      for (int i = 0; i < up.length; i++) {
        double slope = (up[i] - down[i]) / (2 * STEP);
        assertThat(derivative.doubles()[i]).as("entry %d", i).isCloseTo(slope, within(1e-7));
        largest = Math.max(largest, Math.abs(slope));
      }
      assertThat(largest).as("there is something to compare").isGreaterThan(0.5);
    }
  }

  /** Reverse mode through forward mode, as the consistency term needs it, for every parameter. */
  @ParameterizedTest
  @ValueSource(strings = {"djl", "nd4j"})
  void gradientsOfTheLieDerivativeAreSlopes(String name) {
    Lifting lifting = lifting();
    Weights weights = weights(lifting);
    Map<String, Batch> point = point();
    LossFunction loss =
        (scope, in) -> {
          Dual z = lifted(lifting, scope, in);
          return new LossFunction.Loss(
              z.tangent().square().mean().add(z.value().sin().mean()), Map.of());
        };
    try (Backend backend = open(name);
        Differentiator differentiator = backend.differentiator(loss)) {
      Weights gradient = differentiator.apply(weights, point).gradient();
      for (String parameter : weights.values().keySet()) {
        Batch value = weights.get(parameter);
        Batch direction = normal(value.rows(), value.columns(), "direction of " + parameter);
        double expected = 0;
        for (int i = 0; i < value.size(); i++) {
          expected += gradient.get(parameter).doubles()[i] * direction.doubles()[i];
        }
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
          Map<String, Batch> changed = new LinkedHashMap<>(weights.values());
          changed.put(parameter, moved(value, direction, side == 0 ? STEP : -STEP));
          losses[side] = differentiator.apply(new Weights(changed), point).loss();
        }
        double slope = (losses[0] - losses[1]) / (2 * STEP);
        assertThat(expected)
            .as(parameter)
            .isNotZero()
            .isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
      }
    }
  }
}
