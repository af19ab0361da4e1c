package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.BackendProvider;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Differentiator.Gradient;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.run.Safetensors;

/** Parameters that go through a weights file are the same to every backend, to the last bit. */
class WeightsRoundTripTest {
  private static final Plugins PLUGINS = Plugins.discover();

  static List<Arguments> backends() {
    List<Arguments> cases = new ArrayList<>();
    for (BackendProvider<?> provider : PLUGINS.of(BackendProvider.class).all().values()) {
      cases.add(Arguments.of(provider.name(), Precision.FLOAT32));
      cases.add(Arguments.of(provider.name(), Precision.FLOAT64));
    }
    assertThat(cases).hasSizeGreaterThanOrEqualTo(4);
    return cases;
  }

  private static Tensor layer(Scope scope, Tensor x) {
    return x.linear(scope.parameter("weight"), scope.parameter("bias")).tanh();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aFileChangesNothing(String name, Precision precision, @TempDir Path folder) {
    RandomStreams random = new RandomStreams(11);
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("weight", RandomStreams.normal(5, 3, random.stream("weight")).to(precision));
    values.put("bias", RandomStreams.normal(1, 5, random.stream("bias")).to(precision));
    if (precision == Precision.FLOAT64) {
      // Numbers that single precision does not have.
      values.replaceAll((key, value) -> third(value));
    }
    Weights before = new Weights(values);
    Path file = folder.resolve("weights.safetensors");
    Safetensors.write(file, before, Map.of());
    Weights after = Safetensors.read(file).weights();
    assertThat(after).isEqualTo(before);

    Map<String, Batch> inputs = Map.of("x", RandomStreams.normal(7, 3, random.stream("x")));
    try (Backend backend = PLUGINS.backend(name, BackendContext.DEFAULT.with(precision))) {
      assertThat(outputs(backend, after, inputs)).isEqualTo(outputs(backend, before, inputs));
      if (backend.capabilities().contains(Capability.GRADIENTS)) {
        Gradient gradient = gradient(backend, after, inputs);
        assertThat(gradient).isEqualTo(gradient(backend, before, inputs));
        // Gradients go through a file as well: they have names, order and shapes of the weights.
        Safetensors.write(file, gradient.gradient(), Map.of());
        assertThat(Safetensors.read(file).weights()).isEqualTo(gradient.gradient());
      }
    }
  }

  private static Batch third(Batch value) {
    double[] numbers = value.doubles().clone();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] /= 3;
    }
    return Batch.ofDoubles(value.rows(), value.columns(), numbers);
  }

  private static Map<String, Batch> outputs(
      Backend backend, Weights weights, Map<String, Batch> inputs) {
    try (Evaluator evaluator =
        backend.evaluator((scope, in) -> Map.of("y", layer(scope, in.get("x"))), weights)) {
      return evaluator.apply(inputs);
    }
  }

  private static Gradient gradient(Backend backend, Weights weights, Map<String, Batch> inputs) {
    try (Differentiator differentiator =
        backend.differentiator(
            (scope, in) -> new Loss(layer(scope, in.get("x")).square().mean(), Map.of()))) {
      return differentiator.apply(weights, inputs);
    }
  }
}
