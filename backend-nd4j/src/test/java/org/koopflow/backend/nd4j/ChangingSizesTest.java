package org.koopflow.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.NoSettings;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator.Gradient;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;

/** One recording serves batches of any size; each size has a plan, and few plans are kept. */
class ChangingSizesTest {
  private static final Convolution SIZES = Convolution.same(new ImageLayout(1, 2, 3), 1, 3);

  private static final Weights WEIGHTS =
      new Weights(Map.of("w", numbers(6, 6), "kernel", numbers(1, 9)));

  private final AtomicInteger calls = new AtomicInteger();

  private static Batch numbers(int rows, int columns) {
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) Math.sin(0.7 * i * i + rows);
    }
    return Batch.of(rows, columns, data);
  }

  private static Map<String, Batch> inputs(int rows) {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("s", numbers(1, 1));
    inputs.put("x", numbers(rows, 6));
    return inputs;
  }

  private TensorFunction function() {
    return (scope, in) -> {
      calls.incrementAndGet();
      Tensor y = in.get("x").matmul(scope.parameter("w")).silu().multiply(in.get("s"));
      Tensor z = y.convolve(scope.parameter("kernel"), SIZES);
      Tensor both = y.concatenate(Axis.ROWS, List.of(z)).tanh();
      Tensor part = both.split(Axis.ROWS, List.of(y.shape(), z.shape())).get(1);
      return Map.of("y", part.subtract(part.mean(Axis.ROWS)).divide(y.square().mean().add(1)));
    };
  }

  private LossFunction loss() {
    return (scope, in) -> {
      Tensor y = function().apply(scope, in).get("y");
      return new Loss(y.square().mean(), Map.of("largest", y.max(Axis.ROWS).max(Axis.COLUMNS)));
    };
  }

  private static Nd4jBackend open() {
    Backend backend = new Nd4jBackendProvider().create(new NoSettings(), BackendContext.DEFAULT);
    return (Nd4jBackend) backend;
  }

  private static void assertSameBits(Batch actual, Batch expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    assertThat(bits(actual)).containsExactly(bits(expected));
  }

  private static int[] bits(Batch batch) {
    float[] floats = batch.floats();
    int[] bits = new int[floats.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats[i]));
    return bits;
  }

  @Test
  void anEvaluatorRecordsOnceAndPlansForEachSize() {
    try (Nd4jBackend backend = open();
        Nd4jEvaluator evaluator = (Nd4jEvaluator) backend.evaluator(function(), WEIGHTS)) {
      for (int rows : List.of(3, 1, 5, 3, 64)) {
        evaluator.apply(inputs(rows));
      }
      assertThat(calls).hasValue(1);
      assertThat(evaluator.plans()).isEqualTo(4);
      for (int rows : List.of(2, 3, 7, 1, 9, 64)) {
        Batch y = evaluator.apply(inputs(rows)).get("y");
        try (Nd4jEvaluator alone = (Nd4jEvaluator) backend.evaluator(needy(), WEIGHTS)) {
          assertSameBits(y, alone.apply(inputs(rows)).get("y"));
        }
      }
      assertThat(evaluator.plans()).as("a forgotten plan is closed").isEqualTo(Nd4jFunction.KEPT);
    }
  }

  /** The same, but it asks for the number of rows, so that it is recorded for one size alone. */
  private TensorFunction needy() {
    return (scope, in) -> {
      assertThat(in.get("x").shape().rows()).isPositive();
      return function().apply(scope, in);
    };
  }

  @Test
  void aDifferentiatorRecordsOnceAndPlansForEachSize() {
    try (Nd4jBackend backend = open();
        Nd4jDifferentiator differentiator = (Nd4jDifferentiator) backend.differentiator(loss())) {
      for (int rows : List.of(3, 1, 5, 3, 64)) {
        differentiator.apply(WEIGHTS, inputs(rows));
      }
      assertThat(calls).hasValue(1);
      assertThat(differentiator.plans()).isEqualTo(4);
      for (int rows : List.of(2, 3, 7, 1, 9, 64)) {
        Gradient gradient = differentiator.apply(WEIGHTS, inputs(rows));
        LossFunction needy =
            (scope, in) -> {
              assertThat(in.get("x").shape().size()).isPositive();
              return loss().apply(scope, in);
            };
        try (Nd4jDifferentiator alone = (Nd4jDifferentiator) backend.differentiator(needy)) {
          Gradient expected = alone.apply(WEIGHTS, inputs(rows));
          assertThat(gradient.loss()).isEqualTo(expected.loss());
          assertThat(gradient.reported()).isEqualTo(expected.reported());
          expected
              .gradient()
              .values()
              .forEach((name, g) -> assertSameBits(gradient.gradient().get(name), g));
        }
      }
      assertThat(differentiator.plans()).isEqualTo(Nd4jFunction.KEPT);
    }
  }

  /** As before: one recording for each size, and again when its plan was forgotten. */
  @Test
  void whatNeedsTheNumberOfRowsIsRecordedForEachSize() {
    try (Nd4jBackend backend = open();
        Nd4jEvaluator evaluator =
            (Nd4jEvaluator)
                backend.evaluator(
                    (scope, in) -> {
                      calls.incrementAndGet();
                      Tensor x = in.get("x");
                      return Map.of("y", x.sum(Axis.ROWS).multiply(1.0 / x.shape().rows()));
                    },
                    Weights.EMPTY)) {
      for (int round = 0; round < 2; round++) {
        for (int rows = 1; rows <= Nd4jFunction.KEPT; rows++) {
          Batch y = evaluator.apply(Map.of("x", Batch.filled(rows, 3, 2))).get("y");
          assertThat(y).isEqualTo(Batch.filled(1, 3, 2));
        }
      }
      // The first call tries any number of rows as well.
      assertThat(calls).hasValue(1 + Nd4jFunction.KEPT);
      evaluator.apply(Map.of("x", Batch.filled(99, 3, 2)));
      evaluator.apply(Map.of("x", Batch.filled(1, 3, 2)));
      assertThat(calls).as("one size too many").hasValue(1 + Nd4jFunction.KEPT + 2);
    }
  }
}
