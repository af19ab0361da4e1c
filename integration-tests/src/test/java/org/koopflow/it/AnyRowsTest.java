package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Selection;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.api.koopman.Lifting;
import org.koopflow.api.koopman.OperatorContext;
import org.koopflow.api.koopman.OperatorProvider;
import org.koopflow.api.objective.TermContext;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.objective.KoopmanObjective;
import org.koopflow.core.objective.ObjectiveTerms;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Node;
import org.koopflow.graph.RecordedLoss;
import org.koopflow.graph.Recorder;
import org.koopflow.graph.Sizes;
import org.koopflow.parts.image.AveragePool;
import org.koopflow.parts.image.GroupNorm;
import org.koopflow.parts.image.PixelMap;

/** What models are made of is recorded once for batches of any size, and never asks for it. */
class AnyRowsTest {
  private static final Plugins PLUGINS = Plugins.discover();

  private record Line(Object origin, List<Integer> operands, Shape shape) {
    static List<Line> of(Graph graph) {
      return graph.nodes().stream().map(Line::of).toList();
    }

    static Line of(Node node) {
      List<Integer> operands = node.operands().stream().map(Node::number).toList();
      return new Line(node.origin(), operands, node.shape());
    }
  }

  /** One call for all sizes, and for each the graph that a call for that size alone gives. */
  private static void assertRecordedOnce(LossFunction loss, Function<Integer, Sizes> sizes) {
    AtomicInteger calls = new AtomicInteger();
    Recorder<RecordedLoss> recorder =
        Recorder.ofLoss(
            (scope, in) -> {
              calls.incrementAndGet();
              return loss.apply(scope, in);
            });
    for (int rows : List.of(7, 1, 2, 64)) {
      RecordedLoss alone = RecordedLoss.of(loss, sizes.apply(rows));
      RecordedLoss recorded = recorder.record(sizes.apply(rows));
      assertThat(Line.of(recorded.graph())).isEqualTo(Line.of(alone.graph()));
      assertThat(recorded.gradients().keySet()).isEqualTo(alone.gradients().keySet()).isNotEmpty();
    }
    assertThat(calls).hasValue(1);
  }

  static Stream<Selection<?>> liftings() {
    Map<String, Object> network = Map.of("type", "residual", "width", 4, "blocks", 1);
    Map<String, Object> mlp = Map.of("type", "mlp", "width", 4, "depth", 2);
    return Stream.of(
        new Selection<>("mlp", Map.of("dimension", 4, "network", network)),
        new Selection<>("mlp", Map.of("dimension", 4, "features", Map.of("time", 2, "state", 3))),
        new Selection<>("decoder-free", Map.of("dimension", 4, "network", mlp)),
        new Selection<>("polynomial", Map.of("degree", 3)),
        new Selection<>("radial-basis", Map.of("dimension", 5)),
        new Selection<>("random-fourier", Map.of("dimension", 6, "trained", true)));
  }

  /** All terms of the objective, with forward mode, variances and points that are stacked. */
  @ParameterizedTest
  @MethodSource("liftings")
  @SuppressWarnings({"unchecked", "rawtypes"})
  void theObjective(Selection selection) {
    Lifting lifting = PLUGINS.liftings().create(selection, Space.of(2));
    KoopmanModel model =
        new KoopmanModel(
            lifting,
            PLUGINS.create(
                OperatorProvider.class,
                Selection.<OperatorProvider<?>>of("dense"),
                new OperatorContext(lifting.layout())));
    var exponential =
        PLUGINS
            .create(
                ExponentialProvider.class,
                Selection.<ExponentialProvider<?>>of("taylor"),
                ExponentialContext.DENSE)
            .onTensors()
            .orElseThrow();
    ObjectiveTerms terms =
        ObjectiveTerms.of(
            PLUGINS, Experiment.DEFAULT.objective(), new TermContext(lifting.layout()));
    Map<String, Shape> parameters = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      parameters.put(parameter.name(), parameter.shape());
    }
    assertRecordedOnce(
        new KoopmanObjective(model, exponential, exponential.effort(1), terms),
        rows -> {
          Map<String, Shape> inputs = new LinkedHashMap<>();
          for (String name : List.of("x0", "x1", "xt", "xs", "velocity")) {
            inputs.put(name, new Shape(rows, 2));
          }
          inputs.put("t", new Shape(rows, 1));
          inputs.put("s", new Shape(1, 1));
          return new Sizes(parameters, inputs);
        });
  }

  @Test
  void theImageParts() {
    ImageLayout image = new ImageLayout(4, 4, 6);
    Convolution convolution = Convolution.same(image, 4, 3);
    GroupNorm norm = new GroupNorm(image, 2, 1e-5);
    AveragePool pool = new AveragePool(image, 2);
    PixelMap up = PixelMap.nearestUpsample(pool.output(), 2);
    Map<String, Shape> parameters =
        Map.of("kernel", convolution.kernelShape(), "scale", new Shape(1, 4));
    assertRecordedOnce(
        (scope, in) -> {
          Tensor kernel = scope.parameter("kernel");
          Tensor x = in.get("x").convolve(kernel, convolution);
          Tensor y = norm.apply(x, scope.parameter("scale"), in.get("shift")).silu();
          Tensor z = up.apply(pool.apply(y)).add(convolution.byProduct(y, kernel));
          return new LossFunction.Loss(z.square().mean(), Map.of());
        },
        rows ->
            new Sizes(
                parameters,
                Map.of("x", new Shape(rows, image.size()), "shift", new Shape(rows, 4))));
  }
}
