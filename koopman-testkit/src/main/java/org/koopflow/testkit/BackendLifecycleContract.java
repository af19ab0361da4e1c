package org.koopflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Backend.Capability;
import org.koopflow.api.backend.BackendContext;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Differentiator.Gradient;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.testkit.reference.Reference;

/** How a backend is opened, used again and again, and closed. */
public interface BackendLifecycleContract extends BackendSource {
  /** The network all of these tests evaluate. */
  private static TensorFunction network() {
    return (scope, in) -> Map.of("y", LossCase.net(scope, in.get("t"), in.get("x")));
  }

  private static LossCase regression() {
    return LossCase.all().get(0);
  }

  /** A backend knows its provider's name and its precision. */
  @Test
  default void saysWhatItIs() {
    for (Precision precision : precisions()) {
      try (Backend backend = open(precision)) {
        assertThat(backend.name()).isEqualTo(provider().name());
        assertThat(backend.precision()).isEqualTo(precision);
      }
    }
  }

  /** The same function of the same numbers gives the same bits, in another instance too. */
  @Test
  default void givesTheSameBitsAgain() {
    LossCase c = regression();
    try (Backend one = open(Precision.FLOAT32);
        Backend two = open(Precision.FLOAT32);
        Evaluator a = one.evaluator(network(), c.weights());
        Evaluator b = two.evaluator(network(), c.weights())) {
      Batch first = a.apply(c.inputs()).get("y");
      a.apply(Map.of("t", c.inputs().get("t"), "x", Samples.normal(6, 2, "between")));
      Samples.assertSameBits(a.apply(c.inputs()).get("y"), first);
      Samples.assertSameBits(b.apply(c.inputs()).get("y"), first);
    }
    assume(Capability.GRADIENTS);
    try (Backend one = open(Precision.FLOAT32);
        Backend two = open(Precision.FLOAT32);
        Differentiator a = one.differentiator(c.loss());
        Differentiator b = two.differentiator(c.loss())) {
      Gradient first = a.apply(c.weights(), c.inputs());
      a.apply(c.weights().map(w -> Samples.normal(w.rows(), w.columns(), "between")), c.inputs());
      assertSame(a.apply(c.weights(), c.inputs()), first);
      assertSame(b.apply(c.weights(), c.inputs()), first);
    }
  }

  /** Asserts that two gradients are equal to the last bit. */
  private static void assertSame(Gradient actual, Gradient expected) {
    assertThat(actual.loss()).isEqualTo(expected.loss());
    assertThat(actual.reported()).isEqualTo(expected.reported());
    expected
        .gradient()
        .values()
        .forEach((name, value) -> Samples.assertSameBits(actual.gradient().get(name), value));
  }

  /** New numbers of the same sizes are computed anew, not remembered. */
  @Test
  default void computesNewNumbersAnew() {
    LossCase c = regression();
    Map<String, Batch> others = new LinkedHashMap<>();
    c.inputs()
        .forEach((name, x) -> others.put(name, Samples.normal(x.rows(), x.columns(), name + "2")));
    Batch expected = Reference.evaluate(network(), c.weights(), others).get("y");
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(network(), c.weights())) {
      evaluator.apply(c.inputs());
      Samples.assertClose(evaluator.apply(others).get("y"), expected, 1e-5);
    }
    assume(Capability.GRADIENTS);
    Weights moved = c.weights().map(w -> Samples.normal(w.rows(), w.columns(), "moved"));
    try (Backend backend = open(Precision.FLOAT32);
        Differentiator differentiator = backend.differentiator(c.loss())) {
      differentiator.apply(c.weights(), c.inputs());
      double ofInputs = differentiator.apply(c.weights(), others).loss();
      assertThat(ofInputs)
          .isCloseTo(Reference.total(c.loss(), c.weights(), others), withinPercentage(0.01));
      double ofWeights = differentiator.apply(moved, others).loss();
      assertThat(ofWeights)
          .isCloseTo(Reference.total(c.loss(), moved, others), withinPercentage(0.01));
    }
  }

  /** Results are the caller's: later calls do not write into them. */
  @Test
  default void leavesEarlierResultsAlone() {
    Weights weights = LossCase.network();
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator((scope, in) -> Map.of("y", in.get("x")), weights)) {
      Batch first = evaluator.apply(Map.of("x", Batch.of(1, 2, 1, 2))).get("y");
      evaluator.apply(Map.of("x", Batch.of(1, 2, 3, 4)));
      assertThat(first.doubles()).containsExactly(1, 2);
    }
  }

  /** The number of rows may change from call to call. */
  @Test
  default void takesBatchesOfAnySize() {
    LossCase c = regression();
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(network(), c.weights())) {
      Batch all = evaluator.apply(c.inputs()).get("y");
      for (int rows : List.of(1, 6, 2, 5)) {
        Map<String, Batch> part =
            Map.of("t", c.inputs().get("t").rows(0, rows), "x", c.inputs().get("x").rows(0, rows));
        Samples.assertClose(evaluator.apply(part).get("y"), all.rows(0, rows), 1e-6);
      }
    }
  }

  /**
   * Sizes that come and go change nothing: for each batch a function gives the bits that it gives
   * where it has seen no other, also where it takes means over rows or puts rows together.
   */
  @Test
  default void givesForEachSizeWhatItGivesAlone() {
    Weights weights = LossCase.network();
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator = backend.evaluator(stacking(), weights)) {
      for (int rows : List.of(3, 1, 5, 3)) {
        try (Evaluator alone = backend.evaluator(stacking(), weights)) {
          Map<String, Batch> expected = alone.apply(points(rows));
          Map<String, Batch> actual = evaluator.apply(points(rows));
          expected.forEach((name, value) -> Samples.assertSameBits(actual.get(name), value));
          Reference.evaluate(stacking(), weights, points(rows))
              .forEach((name, value) -> Samples.assertClose(actual.get(name), value, 1e-5));
        }
      }
    }
    assume(Capability.GRADIENTS);
    LossFunction loss =
        (scope, in) -> {
          Map<String, Tensor> y = stacking().apply(scope, in);
          return new Loss(y.get("y").square().mean(), Map.of("mean", y.get("mean").sum()));
        };
    try (Backend backend = open(Precision.FLOAT32);
        Differentiator differentiator = backend.differentiator(loss)) {
      for (int rows : List.of(3, 1, 5, 3)) {
        try (Differentiator alone = backend.differentiator(loss)) {
          assertSame(
              differentiator.apply(weights, points(rows)), alone.apply(weights, points(rows)));
        }
      }
    }
  }

  /** Two batches through a network at once, and all that depends on the number of rows. */
  private static TensorFunction stacking() {
    return (scope, in) -> {
      Tensor t = in.get("t");
      Tensor x = in.get("x");
      Tensor twice = x.concatenate(Axis.ROWS, List.of(x.multiply(in.get("scale"))));
      Tensor both = LossCase.net(scope, t.concatenate(Axis.ROWS, List.of(t)), twice);
      List<Tensor> parts = both.split(Axis.ROWS, List.of(t.shape(), x.shape()));
      Tensor centred = parts.get(0).subtract(parts.get(1).mean(Axis.ROWS));
      Tensor flat = centred.reshape(centred.shape().inRowsOf(1)).add(x.mean());
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      outputs.put("y", flat.reshape(centred.shape()).add(scope.filled(t.shape(), 0.5)));
      outputs.put("mean", centred.square().mean(Axis.ROWS));
      outputs.put("gram", centred.transpose().matmul(centred));
      return outputs;
    };
  }

  private static Map<String, Batch> points(int rows) {
    return Map.of(
        "t", Samples.uniform(rows, 1, 0, 1, "t"),
        "x", Samples.normal(rows, 2, "x"),
        "scale", Batch.of(1, 1, 0.5f));
  }

  /** Outputs come in the function's order, and an output may be an input or a parameter. */
  @Test
  default void keepsTheOrderOfOutputs() {
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator =
            backend.evaluator(
                (scope, in) -> {
                  Map<String, Tensor> outputs = new LinkedHashMap<>();
                  for (String name : List.of("z", "a", "m", "b")) {
                    outputs.put(name, in.get(name));
                  }
                  outputs.put("c", scope.parameter("w"));
                  return outputs;
                },
                new Weights(Map.of("w", Batch.of(1, 1, 9))))) {
      Batch one = Batch.of(1, 1, 1);
      Map<String, Batch> outputs = evaluator.apply(Map.of("a", one, "b", one, "m", one, "z", one));
      assertThat(outputs.keySet()).containsExactly("z", "a", "m", "b", "c");
      assertThat(outputs.get("c").get(0, 0)).isEqualTo(9);
    }
  }

  /** A batch without rows is not a tensor. */
  @Test
  default void refusesEmptyBatches() {
    try (Backend backend = open(Precision.FLOAT32);
        Evaluator evaluator =
            backend.evaluator((scope, in) -> Map.of("y", in.get("x")), Weights.EMPTY)) {
      assertThatThrownBy(() -> evaluator.apply(Map.of("x", Batch.zeros(0, 2))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("0 x 2");
    }
  }

  /** Closing one instance, or one of its functions, leaves all others working. */
  @Test
  default void closesIndependently() {
    LossCase c = regression();
    try (Backend stays = open(Precision.FLOAT32);
        Evaluator working = stays.evaluator(network(), c.weights())) {
      Batch before = working.apply(c.inputs()).get("y");
      Backend goes = open(Precision.FLOAT32);
      Evaluator other = goes.evaluator(network(), c.weights());
      Evaluator closed = stays.evaluator(network(), c.weights());
      closed.close();
      closed.close();
      goes.close();
      goes.close();
      assertThatThrownBy(() -> closed.apply(c.inputs())).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> other.apply(c.inputs())).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> goes.evaluator(network(), c.weights()))
          .isInstanceOf(IllegalStateException.class);
      Samples.assertSameBits(working.apply(c.inputs()).get("y"), before);
    }
  }

  /** The same for differentiation. */
  @Test
  default void differentiatesNothingAfterClosing() {
    assume(Capability.GRADIENTS);
    LossCase c = regression();
    try (Backend stays = open(Precision.FLOAT32)) {
      Backend goes = open(Precision.FLOAT32);
      Differentiator other = goes.differentiator(c.loss());
      Differentiator closed = stays.differentiator(c.loss());
      closed.close();
      goes.close();
      assertThatThrownBy(() -> closed.apply(c.weights(), c.inputs()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> other.apply(c.weights(), c.inputs()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> goes.differentiator(c.loss()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** A function that fails takes nothing with it: the next call is right. */
  @Test
  default void recoversFromAFunctionThatFails() {
    assume(Capability.GRADIENTS);
    LossCase c = regression();
    boolean[] fail = {true};
    try (Backend backend = open(Precision.FLOAT32);
        Differentiator whole = backend.differentiator(c.loss());
        Differentiator failing =
            backend.differentiator(
                (scope, in) -> {
                  Loss loss = c.loss().apply(scope, in);
                  if (fail[0]) {
                    throw new ArithmeticException("meant to fail");
                  }
                  return loss;
                })) {
      assertThatThrownBy(() -> failing.apply(c.weights(), c.inputs()))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("meant to fail");
      Gradient expected = whole.apply(c.weights(), c.inputs());
      fail[0] = false;
      assertSame(failing.apply(c.weights(), c.inputs()), expected);
    }
  }

  /** A device that is not there is refused with one line. */
  @Test
  default void refusesADeviceThatIsNotThere() {
    BackendContext context = new BackendContext(1, "gpu:4096", Precision.FLOAT32);
    assertThatThrownBy(() -> open(context))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("gpu:4096")
        .hasMessageNotContaining("\n");
  }
}
