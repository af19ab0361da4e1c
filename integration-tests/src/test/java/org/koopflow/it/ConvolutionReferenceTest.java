package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.numerics.host.HostFunctions;
import org.koopflow.parts.image.AveragePool;
import org.koopflow.parts.image.GroupNorm;
import org.koopflow.parts.image.PixelMap;
import org.koopflow.testkit.reference.ReferenceBackend;

/**
 * Convolutions and the parts around them against values computed by an independent implementation:
 * values, gradients and forward-mode derivatives, on every backend.
 */
class ConvolutionReferenceTest {
  private static final Plugins PLUGINS = Plugins.discover();

  /** A function of images and a kernel, or of images and constants. */
  private interface Function {
    Tensor apply(Scope scope, UnaryOperator<Tensor> constants, Map<String, Tensor> operands);
  }

  /**
   * What is known of a function.
   *
   * @param operands values by name
   * @param tangents directions by name
   * @param y what comes out
   * @param dy its derivative along the directions
   * @param c weights of a loss that sums what comes out
   * @param gradients derivatives of the loss by operand
   */
  private record Case(
      String name,
      Function function,
      Map<String, Batch> operands,
      Map<String, Batch> tangents,
      Batch y,
      Batch dy,
      Batch c,
      Map<String, Batch> gradients) {}

  private static Batch batch(JsonNode rows) {
    boolean nested = rows.get(0).isArray();
    int width = nested ? rows.get(0).size() : rows.size();
    int height = nested ? rows.size() : 1;
    double[] data = new double[height * width];
    for (int i = 0; i < data.length; i++) {
      JsonNode row = nested ? rows.get(i / width) : rows;
      data[i] = row.get(i % width).asDouble();
    }
    return Batch.ofDoubles(height, width, data);
  }

  private static List<Case> cases() throws IOException {
    JsonNode reference;
    try (InputStream in = ConvolutionReferenceTest.class.getResourceAsStream("convolution.json")) {
      reference = new ObjectMapper().readTree(in);
    }
    List<Case> cases = new ArrayList<>();
    for (JsonNode each : reference.get("convolutions")) {
      Convolution sizes =
          new Convolution(
              layout(each),
              each.get("outputs").asInt(),
              each.get("kernel").asInt(),
              each.get("stride").asInt(),
              each.get("padding").asInt());
      assertThat(sizes.output())
          .isEqualTo(
              new ImageLayout(
                  sizes.outputs(), each.get("outHeight").asInt(), each.get("outWidth").asInt()));
      cases.add(
          convolution(
              "convolution of " + sizes,
              each,
              (s, c, in) -> in.get("x").convolve(in.get("K"), sizes)));
      cases.add(
          convolution(
              "product for " + sizes,
              each,
              (s, c, in) -> sizes.byProduct(in.get("x"), in.get("K"))));
    }
    JsonNode helpers = reference.get("helpers");
    ImageLayout image = layout(helpers);
    GroupNorm norm = new GroupNorm(image, 2, 1e-5);
    Batch scale = batch(helpers.get("scale"));
    Batch shift = batch(helpers.get("shift"));
    AveragePool pool = new AveragePool(image, 2);
    PixelMap larger = PixelMap.nearestUpsample(image, 2);
    PixelMap shuffle = PixelMap.shuffle(image, 2);
    PixelMap unshuffle = PixelMap.unshuffle(image, 2);
    cases.add(
        helper(
            "groupNorm",
            helpers,
            image,
            (s, c, in) ->
                norm.apply(in.get("x"), c.apply(s.constant(scale)), c.apply(s.constant(shift)))));
    cases.add(helper("averagePool", helpers, pool.output(), (s, c, in) -> pool.apply(in.get("x"))));
    cases.add(
        helper(
            "nearestUpsample", helpers, larger.output(), (s, c, in) -> larger.apply(in.get("x"))));
    cases.add(
        helper(
            "pixelShuffle", helpers, shuffle.output(), (s, c, in) -> shuffle.apply(in.get("x"))));
    cases.add(
        helper(
            "pixelUnshuffle",
            helpers,
            unshuffle.output(),
            (s, c, in) -> unshuffle.apply(in.get("x"))));
    return cases;
  }

  private static ImageLayout layout(JsonNode node) {
    return new ImageLayout(
        node.get("channels").asInt(), node.get("height").asInt(), node.get("width").asInt());
  }

  private static Case convolution(String name, JsonNode node, Function function) {
    return new Case(
        name,
        function,
        Map.of("x", batch(node.get("x")), "K", batch(node.get("K"))),
        Map.of("x", batch(node.get("dx")), "K", batch(node.get("dK"))),
        batch(node.get("y")),
        batch(node.get("dy")),
        batch(node.get("c")),
        Map.of("x", batch(node.get("gradientX")), "K", batch(node.get("gradientK"))));
  }

  private static Case helper(String name, JsonNode helpers, ImageLayout output, Function function) {
    JsonNode node = helpers.get(name);
    assertThat(output)
        .as(name)
        .isEqualTo(
            new ImageLayout(
                node.get("outChannels").asInt(),
                node.get("outHeight").asInt(),
                node.get("outWidth").asInt()));
    return new Case(
        name,
        function,
        Map.of("x", batch(helpers.get("x"))),
        Map.of("x", batch(helpers.get("dx"))),
        batch(node.get("y")),
        batch(node.get("dy")),
        batch(node.get("c")),
        Map.of("x", batch(node.get("gradientX"))));
  }

  /** Values and tangents, where there are gradients those too. */
  private interface Computer {
    Map<String, Batch> evaluate(TensorFunction function, Map<String, Batch> inputs);
  }

  @TestFactory
  Stream<DynamicTest> onEveryBackend() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case each : cases()) {
      tests.add(
          DynamicTest.dynamicTest(
              "host, " + each.name(),
              () ->
                  forward(
                      each,
                      (function, in) -> HostFunctions.evaluate(function, Weights.EMPTY, in),
                      Precision.FLOAT64)));
      for (Precision precision : Precision.values()) {
        for (String name : List.of(ReferenceBackend.NAME, "djl", "nd4j")) {
          tests.add(
              DynamicTest.dynamicTest(
                  name + ", " + precision + ", " + each.name(), () -> on(name, precision, each)));
        }
      }
    }
    return tests.stream();
  }

  private static void on(String name, Precision precision, Case each) {
    try (Backend backend =
        name.equals(ReferenceBackend.NAME)
            ? new ReferenceBackend(precision)
            : PLUGINS.backend(name, BackendContext.DEFAULT.with(precision))) {
      forward(
          each,
          (function, in) -> {
            try (Evaluator evaluator = backend.evaluator(function, Weights.EMPTY)) {
              return evaluator.apply(in);
            }
          },
          precision);
      if (backend.capabilities().contains(Backend.Capability.GRADIENTS)) {
        backward(each, backend);
      }
    }
  }

  private static void forward(Case each, Computer computer, Precision precision) {
    Map<String, Batch> inputs = new LinkedHashMap<>(each.operands());
    each.tangents().forEach((name, value) -> inputs.put("d" + name, value));
    Map<String, Batch> outputs =
        computer.evaluate(
            (scope, in) -> {
              Map<String, Tensor> moving = new LinkedHashMap<>();
              each.operands()
                  .keySet()
                  .forEach(key -> moving.put(key, Dual.of(in.get(key), in.get("d" + key))));
              Dual dual = (Dual) each.function().apply(scope, Dual::constant, moving);
              return Map.of(
                  "y", each.function().apply(scope, t -> t, in),
                  "value", dual.value(),
                  "tangent", dual.tangent());
            },
            inputs);
    assertClose("y", outputs.get("y"), each.y(), precision);
    assertClose("value of the dual", outputs.get("value"), each.y(), precision);
    assertClose("dy", outputs.get("tangent"), each.dy(), precision);
  }

  private static void backward(Case each, Backend backend) {
    LossFunction loss =
        (scope, in) -> {
          Map<String, Tensor> operands = new LinkedHashMap<>();
          each.operands().keySet().forEach(key -> operands.put(key, scope.parameter(key)));
          Tensor y = each.function().apply(scope, t -> t, operands);
          return new LossFunction.Loss(y.multiply(in.get("c")).sum(), Map.of());
        };
    try (Differentiator differentiator = backend.differentiator(loss)) {
      Weights gradient =
          differentiator.apply(new Weights(each.operands()), Map.of("c", each.c())).gradient();
      each.gradients()
          .forEach(
              (key, value) ->
                  assertClose("gradient of " + key, gradient.get(key), value, backend.precision()));
    }
  }

  private static void assertClose(String what, Batch actual, Batch expected, Precision precision) {
    double tolerance = precision == Precision.FLOAT64 ? 1e-12 : 1e-5;
    assertThat(actual.rows()).as(what).isEqualTo(expected.rows());
    assertThat(actual.columns()).as(what).isEqualTo(expected.columns());
    for (int i = 0; i < actual.size(); i++) {
      double wanted = expected.doubles()[i];
      assertThat(actual.doubles()[i])
          .as("%s, entry %s", what, i)
          .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
    }
  }
}
