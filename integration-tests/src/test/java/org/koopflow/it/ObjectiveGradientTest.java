package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.KoopmanObjective;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;

/** Gradients of each term of the objective against central differences, entry by entry. */
class ObjectiveGradientTest {
  private static final int ROWS = 6;

  /** The error of a central difference is about its square. */
  private static final double STEP = 1e-5;

  private static final double TOLERANCE = 1e-7;

  private static final Plugins PLUGINS = Plugins.discover();
  private static Backend backend;

  @BeforeAll
  static void open() {
    backend = PLUGINS.backend("djl", BackendContext.DEFAULT.with(Precision.FLOAT64));
  }

  @AfterAll
  static void close() {
    backend.close();
  }

  static Stream<Arguments> terms() {
    return Stream.of("decoder-free", "mlp")
        .flatMap(
            lifting ->
                Stream.of("consistency", "phase", "target", "reconstruction", "path")
                    .map(term -> Arguments.of(lifting, term)));
  }

  private static KoopmanModel model(String type) {
    Map<String, Object> network = Map.of("type", "residual", "width", 4, "blocks", 1);
    Lifting lifting =
        PLUGINS
            .liftings()
            .create(new Selection<>(type, Map.of("dimension", 4, "network", network)), Space.of(2));
    return new KoopmanModel(
        lifting,
        PLUGINS.create(
            OperatorProvider.class,
            Selection.<OperatorProvider<?>>of("dense"),
            new OperatorContext(lifting.layout())));
  }

  private static Batch random(int rows, int columns, double scale, String purpose) {
    RandomGenerator generator = new RandomStreams(11).stream(purpose);
    double[] values = generator.doubles((long) rows * columns, -scale, scale).toArray();
    return Batch.ofDoubles(rows, columns, values);
  }

  /** No entry is zero, unlike those a training starts from. */
  private static Weights weights(KoopmanModel model) {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      values.put(
          parameter.name(),
          random(parameter.shape().rows(), parameter.shape().columns(), 0.8, parameter.name()));
    }
    return new Weights(values);
  }

  private static Map<String, Batch> inputs() {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    for (String name : new String[] {"x0", "x1", "xt", "xs", "velocity"}) {
      inputs.put(name, random(ROWS, 2, 1.5, name));
    }
    inputs.put("t", Batch.ofDoubles(ROWS, 1, 0.03, 0.2, 0.35, 0.5, 0.77, 0.98));
    inputs.put("s", Batch.ofDoubles(1, 1, 0.4));
    return inputs;
  }

  private static ObjectiveTerms only(KoopmanModel model, String term) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String name : Experiment.DEFAULT.objective().chosen().keySet()) {
      weights.put(name, name.equals(term) ? 1.0 : 0.0);
    }
    return ObjectiveTerms.of(
        PLUGINS, Selections.of(weights, "weight"), new TermContext(model.lifting().layout()));
  }

  private static Weights changed(Weights weights, String name, int entry, double by) {
    Map<String, Batch> values = new LinkedHashMap<>(weights.values());
    Batch old = values.get(name);
    double[] entries = old.doubles().clone();
    entries[entry] += by;
    values.put(name, Batch.ofDoubles(old.rows(), old.columns(), entries));
    return new Weights(values);
  }

  private static double loss(KoopmanObjective objective, Weights weights) {
    try (Evaluator evaluator =
        backend.evaluator(
            (scope, in) -> Map.of("total", objective.apply(scope, in).total()), weights)) {
      return evaluator.apply(inputs()).get("total").get(0, 0);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("terms")
  void gradientsAreThoseOfCentralDifferences(String lifting, String term) {
    KoopmanModel model = model(lifting);
    Weights weights = weights(model);
    var exponential =
        PLUGINS
            .create(
                ExponentialProvider.class,
                new Selection<ExponentialProvider<?>>("taylor", Map.of("accuracy", "float64")),
                ExponentialContext.DENSE)
            .onTensors()
            .orElseThrow();
    // Room for the changes below: the effort must not change within a difference.
    int effort = exponential.effort(model.generator(weights).norm1() + 1);
    KoopmanObjective objective =
        new KoopmanObjective(model, exponential, effort, only(model, term));
    Differentiator.Gradient result;
    try (Differentiator differentiator = backend.differentiator(objective)) {
      result = differentiator.apply(weights, inputs());
    }
    assertThat(result.loss()).isEqualTo(result.reported().get(term));
    assertThat(result.gradient().values().keySet()).isEqualTo(weights.values().keySet());

    double norm = 0;
    double worst = 0;
    String where = "nowhere";
    for (String name : weights.values().keySet()) {
      Batch gradient = result.gradient().get(name);
      for (int i = 0; i < gradient.size(); i++) {
        double difference =
            (loss(objective, changed(weights, name, i, STEP))
                    - loss(objective, changed(weights, name, i, -STEP)))
                / (2 * STEP);
        double error =
            Math.abs(gradient.doubles()[i] - difference) / Math.max(1, Math.abs(difference));
        norm = Math.max(norm, Math.abs(gradient.doubles()[i]));
        if (!(error <= worst)) {
          worst = error;
          where = name + "[" + i + "]: " + gradient.doubles()[i] + ", by differences " + difference;
        }
      }
    }
    assertThat(worst).as(where).isLessThan(TOLERANCE);
    if (lifting.equals("decoder-free") && term.equals("reconstruction")) {
      // The state is carried along, so reading it back is exact whatever the weights.
      assertThat(result.loss()).isZero();
      assertThat(norm).isZero();
    } else {
      assertThat(norm).as("there is something to compare").isGreaterThan(1e-2);
    }
  }
}
