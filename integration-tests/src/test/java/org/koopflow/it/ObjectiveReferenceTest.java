package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Selection;
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
import org.koopflow.api.koopman.StateLayout;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanFlow;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.KoopmanObjective;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.numerics.exponential.PadeExponential;

/**
 * The objective, its gradients and the one-step sample against values computed by an independent
 * implementation for one small fixed network.
 */
class ObjectiveReferenceTest {
  private static final double TOLERANCE_FLOAT64 = 1e-9;
  private static final double TOLERANCE_FLOAT32 = 1e-4;

  private static JsonNode reference;
  private static Plugins plugins;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = ObjectiveReferenceTest.class.getResourceAsStream("objective.json")) {
      reference = new ObjectMapper().readTree(in);
    }
    plugins = Plugins.discover();
  }

  /** An encoder of two hidden layers and a decoder of one, as the reference has them. */
  private record ReferenceLifting(StateLayout layout, Network encoder, Network decoder)
      implements Lifting {
    @Override
    public Space space() {
      return Space.of(2);
    }

    @Override
    public java.util.List<Parameter> parameters() {
      var all = new java.util.ArrayList<>(Parameter.under("encoder", encoder.parameters()));
      all.addAll(Parameter.under("decoder", decoder.parameters()));
      return all;
    }

    @Override
    public Tensor observables(Scope scope, Tensor t, Tensor x) {
      return encoder.apply(scope.in("encoder"), NetworkInput.of(space(), t, x));
    }

    @Override
    public Tensor decode(Scope scope, Tensor z) {
      return decoder.apply(scope.in("decoder"), NetworkInput.of(z));
    }
  }

  private static KoopmanModel model() {
    StateLayout layout = new StateLayout(4);
    Network encoder =
        plugins
            .networks()
            .create(
                new Selection<>("mlp", Map.of("width", 8, "depth", 2)),
                new NetworkContext(Space.of(2), true, 4));
    Network decoder =
        plugins
            .networks()
            .create(
                new Selection<>("mlp", Map.of("width", 8, "depth", 1)), NetworkContext.of(6, 2));
    return new KoopmanModel(
        new ReferenceLifting(layout, encoder, decoder),
        plugins.create(OperatorProvider.class, Selection.of("dense"), new OperatorContext(layout)));
  }

  private static Batch batch(JsonNode node, boolean column) {
    JsonNode rows = node.isArray() ? node : new ObjectMapper().createArrayNode().add(node);
    boolean nested = rows.get(0).isArray();
    int count = nested ? rows.size() : column ? rows.size() : 1;
    int width = nested ? rows.get(0).size() : column ? 1 : rows.size();
    double[] data = new double[count * width];
    for (int i = 0; i < data.length; i++) {
      data[i] = nested ? rows.get(i / width).get(i % width).asDouble() : rows.get(i).asDouble();
    }
    return Batch.ofDoubles(count, width, data);
  }

  private static Weights weights(JsonNode values) {
    Map<String, Batch> weights = new LinkedHashMap<>();
    for (Parameter parameter : model().parameters()) {
      String name = parameter.name().replaceFirst("^lifting\\.", "");
      Batch value = batch(values.get(name), parameter.shape().columns() == 1);
      assertThat(value.rows()).as(name).isEqualTo(parameter.shape().rows());
      assertThat(value.columns()).as(name).isEqualTo(parameter.shape().columns());
      weights.put(parameter.name(), value);
    }
    return new Weights(weights);
  }

  private static Map<String, Batch> inputs() {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    for (String name : new String[] {"x0", "x1", "t", "xt", "s", "xs"}) {
      inputs.put(name, batch(reference.get("inputs").get(name), false));
    }
    inputs.put("velocity", batch(reference.get("expected").get("velocity"), false));
    return inputs;
  }

  private static void assertClose(String what, Batch actual, Batch expected, double tolerance) {
    assertThat(actual.rows()).as(what).isEqualTo(expected.rows());
    assertThat(actual.columns()).as(what).isEqualTo(expected.columns());
    for (int i = 0; i < actual.size(); i++) {
      double wanted = expected.doubles()[i];
      assertThat(actual.doubles()[i])
          .as("%s, entry %s", what, i)
          .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
    }
  }

  private static double tolerance(Precision precision) {
    return precision == Precision.FLOAT64 ? TOLERANCE_FLOAT64 : TOLERANCE_FLOAT32;
  }

  private static Backend open(Precision precision) {
    return plugins.backend("djl", BackendContext.DEFAULT.with(precision));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void termsAndGradientsAgree(Precision precision) {
    double tolerance = tolerance(precision);
    JsonNode expected = reference.get("expected");
    KoopmanModel model = model();
    var exponential =
        plugins
            .create(
                ExponentialProvider.class,
                new Selection<ExponentialProvider<?>>("taylor", Map.of("accuracy", "float64")),
                ExponentialContext.DENSE)
            .onTensors()
            .orElseThrow();
    Weights weights = weights(reference.get("parameters"));
    KoopmanObjective objective =
        new KoopmanObjective(
            model,
            exponential,
            exponential.effort(model.generator(weights).norm1()),
            ObjectiveTerms.of(
                plugins,
                Experiment.DEFAULT.objective(),
                new TermContext(model.lifting().layout())));
    try (Backend backend = open(precision);
        Differentiator differentiator = backend.differentiator(objective)) {
      Differentiator.Gradient result = differentiator.apply(weights, inputs());
      assertThat(result.loss()).isCloseTo(expected.get("total").asDouble(), within(tolerance * 10));
      expected
          .get("terms")
          .properties()
          .iterator()
          .forEachRemaining(
              term ->
                  assertThat(result.reported().get(term.getKey()))
                      .as(term.getKey())
                      .isCloseTo(
                          term.getValue().asDouble(),
                          within(tolerance * Math.max(1, term.getValue().asDouble()))));
      assertThat(result.reported().get("relativeResidual"))
          .isCloseTo(expected.get("relativeResidual").asDouble(), within(tolerance));
      Weights gradients = weights(expected.get("gradients"));
      assertThat(result.gradient().values().keySet()).isEqualTo(gradients.values().keySet());
      gradients
          .values()
          .forEach(
              (name, value) ->
                  assertClose(
                      "gradient of " + name, result.gradient().get(name), value, tolerance));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void lieDerivativeAgrees(Precision precision) {
    JsonNode expected = reference.get("expected");
    KoopmanModel model = model();
    try (Backend backend = open(precision);
        Evaluator evaluator =
            backend.evaluator(
                (scope, in) -> {
                  Tensor one = scope.filled(in.get("t").shape(), 1);
                  Dual lifted =
                      (Dual)
                          model.lift(
                              Dual.scope(scope),
                              Dual.of(in.get("t"), one),
                              Dual.of(in.get("xt"), in.get("velocity")));
                  return Map.of("lift", lifted.value(), "lie", lifted.tangent());
                },
                weights(reference.get("parameters")))) {
      Map<String, Batch> result = evaluator.apply(inputs());
      double tolerance = tolerance(precision);
      assertClose("lift", result.get("lift"), batch(expected.get("lift"), false), tolerance);
      assertClose(
          "Lie derivative",
          result.get("lie"),
          batch(expected.get("lieDerivative"), false),
          tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void generatorExponentialAndSampleAgree(Precision precision) {
    JsonNode expected = reference.get("expected");
    KoopmanModel model = model();
    Weights weights = weights(reference.get("parameters"));
    try (Backend backend = open(precision);
        KoopmanFlow flow = new KoopmanFlow(backend, model, weights, new PadeExponential())) {
      assertClose(
          "generator", flow.generator().toBatch(), batch(expected.get("generator"), false), 1e-15);
      assertClose(
          "e^L",
          new PadeExponential().exp(flow.generator()).toBatch(),
          batch(expected.get("expL"), false),
          1e-13);
      assertClose(
          "sample",
          flow.transport(inputs().get("x0"), 0, 1),
          batch(expected.get("sample"), false),
          tolerance(precision));
    }
  }
}
