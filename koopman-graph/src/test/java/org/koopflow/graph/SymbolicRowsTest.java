package org.koopflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.Dual;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.schedule.Schedule;
import org.koopflow.graph.testing.Interpreter;
import org.koopflow.graph.testing.Matrix;
import org.koopflow.graph.testing.RandomProgram;
import org.koopflow.graph.testing.SameGraph;

/** A function recorded once serves any number of rows, as if it were recorded for each. */
class SymbolicRowsTest {
  private static final int[] NUMBERS = {1, 2, 7, 64};
  private static final int COLUMNS = 8;
  private static final ImageLayout IMAGE = new ImageLayout(2, 2, 2);
  private static final Convolution SAME = Convolution.same(IMAGE, 4, 3);
  private static final Convolution STRIDED = new Convolution(IMAGE, 3, 2, 2, 1);

  private static final Map<String, Batch> PARAMETERS =
      Map.of(
          "weight", waves(5, COLUMNS),
          "bias", waves(1, 5),
          "back", waves(COLUMNS, 5),
          "row", waves(1, COLUMNS),
          "same", waves(4, SAME.kernelShape().columns()),
          "strided", waves(3, STRIDED.kernelShape().columns()));

  private static Batch waves(int rows, int columns) {
    double[] data = new double[rows * columns];
    Arrays.setAll(data, i -> Math.sin(1.3 * i * i + columns));
    return Batch.ofDoubles(rows, columns, data);
  }

  private static Map<String, Batch> inputs(int rows) {
    Map<String, Batch> inputs = new LinkedHashMap<>();
    inputs.put("t", waves(rows, 1));
    inputs.put("x", waves(rows, COLUMNS));
    inputs.put("s", waves(1, 1));
    return inputs;
  }

  private static Sizes sizes(int rows) {
    return Sizes.of(PARAMETERS, inputs(rows));
  }

  /** What models are made of; none asks for the number of rows. */
  enum Part {
    PERCEPTRON {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        return x.linear(scope.parameter("weight"), scope.parameter("bias"))
            .silu()
            .matmul(scope.parameter("back").transpose())
            .gelu();
      }
    },
    CONVOLUTION {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        return x.convolve(scope.parameter("same"), SAME).tanh();
      }
    },
    CONVOLUTION_BY_PRODUCT {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        return SAME.byProduct(x, scope.parameter("same")).tanh();
      }
    },
    CONVOLUTION_WITH_STRIDE {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        return STRIDED
            .byProduct(x, scope.parameter("strided"))
            .add(x.convolve(scope.parameter("strided"), STRIDED));
      }
    },
    NORMALISED_GROUPS {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        Tensor groups = x.multiply(scope.parameter("row")).reshape(x.shape().inRowsOf(4));
        Tensor centred = groups.subtract(groups.mean(Axis.COLUMNS));
        Tensor deviation = centred.square().mean(Axis.COLUMNS).add(1e-5).sqrt();
        return centred.divide(deviation).reshape(x.shape());
      }
    },
    NORMALISED_BATCH {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        Tensor y = x.multiply(scope.parameter("row"));
        Tensor centred = y.subtract(y.mean(Axis.ROWS));
        return centred.divide(centred.square().mean(Axis.ROWS, 1).add(0.1).sqrt()).add(y.mean());
      }
    },
    STACKED {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        Tensor row = scope.parameter("row");
        Tensor all = row.multiply(x).concatenate(Axis.ROWS, List.of(x, x.abs())).sin();
        List<Tensor> parts = all.split(Axis.ROWS, List.of(x.shape(), x.shape(), x.shape()));
        return parts.get(2).concatenate(Axis.COLUMNS, List.of(parts.get(0), t));
      }
    },
    BROADCAST {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        Tensor row = scope.parameter("row");
        Tensor repeated = row.broadcastTo(x.shape());
        return t.multiply(row)
            .add(s)
            .multiply(repeated)
            .add(scope.filled(x.shape(), 0.5))
            .add(repeated.matmul(scope.parameter("back")).matmul(scope.parameter("weight")))
            .add(s.broadcastTo(t.shape()));
      }
    },
    BROADCAST_AND_TURNED {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        // For one row the repetition vanishes, and transpositions meet.
        Tensor column = scope.parameter("row").transpose();
        Tensor repeated = column.broadcastTo(x.shape().transpose());
        Tensor whole = repeated.transpose().matmul(repeated).matmul(x);
        return whole.add(scope.parameter("row").multiply(s.broadcastTo(x.shape())));
      }
    },
    GRAM {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        Tensor gram = x.transpose().matmul(x.multiply(scope.parameter("row"))).multiply(0.1);
        return x.matmul(gram).add(x.matmul(x.transpose()).mean(Axis.COLUMNS));
      }
    },
    GATHERED {
      @Override
      Tensor of(Scope scope, Tensor t, Tensor x, Tensor s) {
        return x.take(Axis.COLUMNS, Indices.of(3, Indices.ZERO, 3, 7))
            .multiply(x.take(Axis.ROWS, Indices.of(0)).slice(Axis.COLUMNS, 2, 6))
            .add(scope.parameter("row").slice(Axis.COLUMNS, 0, 4).stopGradient())
            .add(scope.parameter("row").max(Axis.COLUMNS))
            .subtract(x.max(Axis.ROWS).sum(Axis.COLUMNS));
      }
    };

    abstract Tensor of(Scope scope, Tensor t, Tensor x, Tensor s);

    TensorFunction function() {
      return (scope, in) -> {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("y", of(scope, in.get("t"), in.get("x"), in.get("s")));
        outputs.put("x", in.get("x"));
        Tensor t = Dual.of(in.get("t"), scope.filled(in.get("t").shape(), 1));
        Tensor x = Dual.of(in.get("x"), in.get("x").multiply(0.5));
        Dual both = (Dual) of(Dual.scope(scope), t, x, Dual.constant(in.get("s")));
        outputs.put("dy", both.tangent());
        return outputs;
      };
    }

    /** Of the value and of the tangent of forward mode. */
    LossFunction loss() {
      return (scope, in) -> {
        Map<String, Tensor> y = function().apply(scope, in);
        Tensor figure = y.get("y").square().mean();
        return new Loss(figure.add(y.get("dy").square().mean()), Map.of("figure", figure));
      };
    }
  }

  private static Sizes any() {
    return sizes(5).anyRows().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionIsWhatRecordingItForEachNumberGives(Part part) {
    AtomicInteger calls = new AtomicInteger();
    RecordedFunction recorded =
        RecordedFunction.of(
            (scope, in) -> {
              calls.incrementAndGet();
              return part.function().apply(scope, in);
            },
            any());
    for (int n : NUMBERS) {
      RecordedFunction alone = RecordedFunction.of(part.function(), sizes(n));
      RecordedFunction replayed = recorded.at(n);
      SameGraph.assertSame(replayed.graph(), alone.graph());
      assertThat(replayed.outputs().keySet()).containsExactly("y", "x", "dy");
      assertThat(values(replayed, n)).isEqualTo(values(alone, n));
    }
    assertThat(calls).hasValue(1);
  }

  private static Map<String, List<Double>> values(RecordedFunction recorded, int rows) {
    Map<Node, Matrix> all = Interpreter.evaluate(recorded.graph(), PARAMETERS, inputs(rows));
    Map<String, List<Double>> values = new LinkedHashMap<>();
    recorded.outputs().forEach((name, node) -> values.put(name, list(all.get(node))));
    return values;
  }

  private static List<Double> list(Matrix matrix) {
    return Arrays.stream(matrix.data()).boxed().toList();
  }

  @ParameterizedTest
  @EnumSource
  void aLossHasTheGradientThatRecordingItForEachNumberGives(Part part) {
    SymbolicLoss recorded = SymbolicLoss.of(part.loss(), any());
    for (int n : NUMBERS) {
      RecordedLoss alone = RecordedLoss.of(part.loss(), sizes(n));
      RecordedLoss replayed = recorded.at(n);
      SameGraph.assertSame(replayed.graph(), alone.graph());
      assertThat(replayed.gradients().keySet()).isEqualTo(alone.gradients().keySet()).isNotEmpty();
      assertThat(gradients(replayed, n)).isEqualTo(gradients(alone, n));
    }
  }

  private static Map<String, List<Double>> gradients(RecordedLoss recorded, int rows) {
    Map<Node, Matrix> all = Interpreter.evaluate(recorded.graph(), PARAMETERS, inputs(rows));
    Map<String, List<Double>> values = new LinkedHashMap<>();
    values.put("total", list(all.get(recorded.total())));
    recorded.gradients().forEach((name, node) -> values.put(name, list(all.get(node))));
    return values;
  }

  /** Also where it does not fit: a row beyond the last is refused in the same words. */
  @Property(tries = 1000)
  void anyTangleOfOperationsIsWhatRecordingItForEachNumberGives(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 30) int length) {
    LossFunction program = new RandomProgram(seed, length);
    SymbolicLoss recorded = SymbolicLoss.of(program, RandomProgram.SIZES);
    for (int n : NUMBERS) {
      Sizes sizes = RandomProgram.SIZES.at(n);
      Throwable refused = catchThrowable(() -> RecordedLoss.of(program, sizes));
      if (refused != null) {
        assertThatThrownBy(() -> recorded.at(n))
            .isInstanceOf(refused.getClass())
            .hasMessage(refused.getMessage());
      } else {
        SameGraph.assertSame(recorded.at(n).graph(), RecordedLoss.of(program, sizes).graph());
      }
    }
  }

  @Test
  void whatNeedsTheNumberSaysSo() {
    refuses("the number of rows of R x 8 is not known", x -> x.multiply(1.0 / x.shape().rows()));
    refuses("the number of entries of R x 8", x -> x.reshape(new Shape(x.shape().size(), 1)));
    refuses("cannot be matched with a fixed one", x -> x.add(x.slice(Axis.ROWS, 0, 3)));
    refuses(
        "cannot concatenate R x 8 and 1 x 8 along ROWS",
        x -> x.concatenate(Axis.ROWS, List.of(x.sum(Axis.ROWS))));
    refuses("cannot reshape R x 8 to 8 x 8", x -> x.reshape(new Shape(8, 8)));
    refuses("R x 8 and 3 x 8 do not broadcast", x -> x.broadcastTo(new Shape(3, 8)));
    refuses(
        "cannot multiply R x 8 by R x 8: any number R of rows cannot be matched", x -> x.matmul(x));
    refuses(
        "cannot split 2R x 8 along ROWS into parts of [R, R, R]",
        x ->
            x.concatenate(Axis.ROWS, List.of(x))
                .split(Axis.ROWS, List.of(x.shape(), x.shape(), x.shape()))
                .get(0));
  }

  private interface Body {
    Tensor of(Tensor x);
  }

  private static void refuses(String message, Body body) {
    assertThatThrownBy(
            () -> RecordedFunction.of((scope, in) -> Map.of("y", body.of(in.get("x"))), any()))
        .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
        .hasMessageContaining(message);
  }

  /** Nobody plans, counts or differentiates what has no size yet. */
  @Test
  void aGraphOfAnyNumberOfRowsIsNotComputed() {
    RecordedFunction recorded =
        RecordedFunction.of((scope, in) -> Map.of("y", in.get("x").mean(Axis.ROWS)), any());
    assertThatThrownBy(() -> Schedule.of(recorded.graph()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("number of entries of R x 8 is not known");
    Node mean = recorded.outputs().get("y");
    ByRows share = (ByRows) mean.origin();
    assertThat(share).isEqualTo(new ByRows.Share(Shape.anyRows(1), 0));
    assertThatThrownBy(() -> share.pullBack(mean, 0, mean))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gradient is written down when the number of rows is known");
    LossFunction loss =
        (scope, in) -> new Loss(in.get("x").multiply(scope.parameter("row")).mean(), Map.of());
    assertThatThrownBy(() -> RecordedLoss.of(loss, any()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("write the loss for a number of them first");
  }

  @Test
  void aFunctionOfKnownSizesIsWrittenAgainAsItIs() {
    RecordedFunction known = RecordedFunction.of(Part.PERCEPTRON.function(), sizes(3));
    SameGraph.assertSame(known.at(7).graph(), known.graph());
    assertThat(RecordedFunction.of((scope, in) -> Map.of(), any()).at(3).outputs()).isEmpty();
  }

  @Test
  void aPartOfFewRowsNeedsThemWhenTheirNumberIsKnown() {
    RecordedFunction recorded =
        RecordedFunction.of((scope, in) -> Map.of("y", in.get("x").slice(Axis.ROWS, 1, 3)), any());
    assertThat(recorded.at(3).outputs().get("y").shape()).isEqualTo(new Shape(2, COLUMNS));
    assertThatThrownBy(() -> recorded.at(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot slice 2 x 8 along ROWS from 1 to 3");
  }
}
