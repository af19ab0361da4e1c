package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendSettings;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.ObjectiveWeights;
import org.koopflow.core.training.KoopmanObjective;

/**
 * The gradient of every term, and of their sum, against central differences in double precision.
 */
class ObjectiveGradientTest {
  private static final Plugins PLUGINS = Plugins.discover();
  private static final int ROWS = 7;
  private static final int DIMENSION = 3;
  private static final double STEP = 1e-5;

  private static KoopmanModel model(String lifting) {
    Map<String, Object> network = Map.of("type", "residual", "width", 6, "blocks", 1);
    Lifting described =
        PLUGINS.lifting(
            new Selection<>(lifting, Map.of("dimension", 5, "network", network)), DIMENSION);
    return new KoopmanModel(described, PLUGINS.operator(Selection.of("dense"), described.layout()));
  }

  private static Weights weights(KoopmanModel model) {
    SplittableRandom random = new SplittableRandom(6);
    Map<String, Batch> values = new LinkedHashMap<>();
    for (Parameter p : model.parameters()) {
      double[] numbers = new double[p.shape().size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = 0.5 * random.nextGaussian();
      }
      values.put(p.name(), Batch.ofDoubles(p.shape().rows(), p.shape().columns(), numbers));
    }
    return new Weights(values);
  }

  private static Map<String, Batch> inputs() {
    RandomStreams random = new RandomStreams(8);
    Map<String, Batch> inputs = new LinkedHashMap<>();
    for (String name : new String[] {"x0", "x1", "xs", "xt", "velocity"}) {
      inputs.put(name, RandomStreams.normal(ROWS, DIMENSION, random.stream(name)));
    }
    float[] times = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      times[i] = (i + 0.5f) / ROWS;
    }
    inputs.put("t", Batch.of(ROWS, 1, times));
    inputs.put("s", Batch.of(1, 1, 0.4f));
    return inputs;
  }

  private static Weights moved(Weights weights, String name, int entry, double by) {
    Map<String, Batch> values = new LinkedHashMap<>(weights.values());
    Batch old = values.get(name);
    double[] numbers = old.doubles().clone();
    numbers[entry] += by;
    values.put(name, Batch.ofDoubles(old.rows(), old.columns(), numbers));
    return new Weights(values);
  }

  @ParameterizedTest
  @CsvSource({
    "mlp, 1, 0, 0, 0, 0",
    "mlp, 0, 1, 0, 0, 0",
    "mlp, 0, 0, 1, 0, 0",
    "mlp, 0, 0, 0, 1, 0",
    "mlp, 0, 0, 0, 0, 1",
    "mlp, 0.1, 0.1, 1, 1, 1",
    "decoder-free, 0.1, 0.1, 1, 1, 1"
  })
  void gradientsAgreeWithDifferences(
      String lifting,
      double consistency,
      double phase,
      double target,
      double reconstruction,
      double path) {
    KoopmanModel model = model(lifting);
    Weights weights = weights(model);
    Exponential.OnTensors exponential =
        PLUGINS
            .exponential(new Selection<>("taylor", Map.of("accuracy", "float64")))
            .onTensors()
            .orElseThrow();
    KoopmanObjective objective =
        new KoopmanObjective(
            model,
            exponential,
            exponential.effort(2 * model.generator(weights).norm1()),
            new ObjectiveWeights(consistency, phase, target, reconstruction, path));
    try (Backend backend = PLUGINS.backend("djl", BackendSettings.DEFAULT.with(Precision.FLOAT64));
        Differentiator differentiator = backend.differentiator(objective)) {
      Weights gradient = differentiator.apply(weights, inputs()).gradient();
      double largest =
          gradient.values().values().stream()
              .flatMapToDouble(g -> java.util.Arrays.stream(g.doubles()))
              .map(Math::abs)
              .max()
              .orElseThrow();
      assertThat(largest).isPositive();
      SplittableRandom random = new SplittableRandom(2);
      for (Parameter parameter : model.parameters()) {
        String name = parameter.name();
        for (int k = 0; k < 3; k++) {
          int entry = random.nextInt(parameter.shape().size());
          double ahead = differentiator.apply(moved(weights, name, entry, STEP), inputs()).loss();
          double behind = differentiator.apply(moved(weights, name, entry, -STEP), inputs()).loss();
          // Differences of this step are right to about 1e-9 of the loss's third derivative.
          assertThat(gradient.get(name).doubles()[entry])
              .as("%s, entry %s", name, entry)
              .isCloseTo((ahead - behind) / (2 * STEP), within(1e-6 * Math.max(1, largest)));
        }
      }
    }
  }
}
