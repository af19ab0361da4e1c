package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.koopflow.api.koopman.Exponential;
import org.koopflow.api.koopman.KoopmanOperator;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.plugin.ExponentialChoice;
import org.koopflow.core.plugin.Plugins;

/** Operators and exponentials in training, on a real backend. */
class OperatorsTest {
  private static final Koopflow KOOPFLOW = Koopflow.create();
  private static final Plugins PLUGINS = KOOPFLOW.plugins();

  private static RunResult run(String... overrides) {
    return KOOPFLOW.run(Small.experiment(KOOPFLOW, overrides));
  }

  private static List<Double> losses(RunResult result) {
    return result.losses().stream()
        .filter(row -> row.stage().equals("student"))
        .map(LossRow::values)
        .map(values -> values.get("loss"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dense", "block", "low-rank", "dissipative"})
  void everyOperatorLearns(String operator) {
    RunResult result = run("operator.type=" + operator, "training.steps=150");
    assertThat(result.completed()).isTrue();
    List<Double> losses = losses(result);
    assertThat(losses.get(losses.size() - 1)).isLessThan(0.8 * losses.get(0));
    // Every parameter of the operator has moved from where it began.
    Weights trained = result.model().student().orElseThrow().raw().in("operator");
    KoopmanOperator described =
        PLUGINS.create(
            OperatorProvider.class,
            result.model().experiment().operator(),
            new OperatorContext(new StateLayout(6)));
    Weights initial =
        Parameter.initialize(
            Parameter.under("operator", described.parameters()),
            new RandomStreams(result.model().experiment().seed()).in("student").in("initial"));
    for (String name : trained.values().keySet()) {
      assertThat(trained.get(name)).as(name).isNotEqualTo(initial.in("operator").get(name));
    }
  }

  @ParameterizedTest
  @CsvSource({"block", "taylor"})
  void blocksLearnTheSameWhicheverWayTheyAreExponentiated(String exponential) {
    String[] common = {"operator.type=block", "training.steps=10"};
    List<Double> chosen = losses(run(common[0], common[1], "exponential.type=" + exponential));
    List<Double> automatic = losses(run(common));
    assertThat(chosen).isNotEmpty().hasSameSizeAs(automatic);
    for (int i = 0; i < chosen.size(); i++) {
      assertThat(chosen.get(i)).isCloseTo(automatic.get(i), within(1e-4 * automatic.get(i)));
    }
  }

  @Test
  void eulerStepsCanBeTrainedThrough() {
    assertThat(run("exponential.type=euler-k", "exponential.k=3").completed()).isTrue();
  }

  private static Weights anything(KoopmanOperator operator) {
    Map<String, Batch> values = new LinkedHashMap<>();
    for (Parameter parameter : operator.parameters()) {
      RandomGenerator random = new RandomStreams(5).stream(parameter.name());
      int size = parameter.shape().size();
      values.put(
          parameter.name(),
          Batch.ofDoubles(
              parameter.shape().rows(),
              parameter.shape().columns(),
              random.doubles(size, -1, 1).toArray()));
    }
    return new Weights(values);
  }

  private static Weights changed(Weights weights, String name, int entry, double by) {
    Map<String, Batch> values = new LinkedHashMap<>(weights.values());
    Batch old = values.get(name);
    double[] entries = old.doubles().clone();
    entries[entry] += by;
    values.put(name, Batch.ofDoubles(old.rows(), old.columns(), entries));
    return new Weights(values);
  }

  @ParameterizedTest
  @CsvSource({
    "dense, taylor",
    "dense, euler-k",
    "low-rank, taylor",
    "dissipative, taylor",
    "block, taylor",
    "block, block",
    "block, auto"
  })
  void gradientsAreThoseOfCentralDifferences(String operatorName, String exponentialName) {
    double step = 1e-5;
    StateLayout layout = new StateLayout(4);
    KoopmanOperator operator =
        PLUGINS.create(
            OperatorProvider.class,
            Selection.<OperatorProvider<?>>of(operatorName),
            new OperatorContext(layout));
    Map<String, Object> precise =
        exponentialName.equals("euler-k") ? Map.of() : Map.of("accuracy", "float64");
    Exponential.OnTensors exponential =
        new ExponentialChoice(
                PLUGINS, new Selection<>(exponentialName, precise), Selection.of(operatorName))
            .onTensors(layout);
    int effort = exponential.effort(30);
    Weights weights = anything(operator);
    int n = layout.dimension();
    Batch mask =
        Batch.ofDoubles(
            n, n, new RandomStreams(6).stream("mask").doubles((long) n * n, -1, 1).toArray());
    java.util.function.Function<Scope, Tensor> loss =
        scope ->
            exponential
                .exp(scope, operator.generator(scope), effort)
                .multiply(scope.constant(mask))
                .sum();
    try (Backend backend = PLUGINS.backend("djl", BackendContext.DEFAULT.with(Precision.FLOAT64));
        Differentiator differentiator =
            backend.differentiator((scope, in) -> new Loss(loss.apply(scope), Map.of()))) {
      Weights gradient = differentiator.apply(weights, Map.of()).gradient();
      double largest = 0;
      for (String name : weights.values().keySet()) {
        for (int i = 0; i < weights.get(name).size(); i++) {
          double difference =
              (value(backend, loss, changed(weights, name, i, step))
                      - value(backend, loss, changed(weights, name, i, -step)))
                  / (2 * step);
          assertThat(gradient.get(name).doubles()[i])
              .as("%s[%s]", name, i)
              .isCloseTo(difference, within(1e-8 * (1 + Math.abs(difference))));
          largest = Math.max(largest, Math.abs(difference));
        }
      }
      assertThat(largest).as("there is something to compare").isGreaterThan(0.1);
    }
  }

  private static double value(
      Backend backend, java.util.function.Function<Scope, Tensor> loss, Weights weights) {
    try (Evaluator evaluator =
        backend.evaluator((scope, in) -> Map.of("loss", loss.apply(scope)), weights)) {
      return evaluator.apply(Map.of()).get("loss").get(0, 0);
    }
  }
}
