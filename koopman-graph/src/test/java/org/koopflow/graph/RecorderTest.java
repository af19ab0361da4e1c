package org.koopflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.LossFunction.Loss;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.testing.SameGraph;

/** How often a function is called for the sizes that come. */
class RecorderTest {
  private int calls;

  private static Sizes rows(int n) {
    return sizes(Map.of("x", new Shape(n, 4)));
  }

  private static Sizes sizes(Map<String, Shape> inputs) {
    return new Sizes(Map.of("w", new Shape(3, 4)), inputs);
  }

  private TensorFunction counted(UnaryOperator<Tensor> body) {
    return (scope, in) -> {
      calls++;
      return Map.of("y", body.apply(in.get("x")));
    };
  }

  private void assertRecorded(Recorder<RecordedFunction> recorder, TensorFunction f, Sizes sizes) {
    SameGraph.assertSame(recorder.record(sizes).graph(), RecordedFunction.of(f, sizes).graph());
    calls--;
  }

  @Test
  void aFunctionIsCalledOnceForAllNumbersOfRows() {
    TensorFunction f = counted(x -> x.tanh().mean(Axis.ROWS));
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    for (int n : List.of(3, 1, 5, 3, 64)) {
      assertRecorded(recorder, f, rows(n));
    }
    assertThat(calls).isOne();
  }

  @Test
  void aLossIsCalledOnceForAllNumbersOfRows() {
    LossFunction loss =
        (scope, in) -> {
          calls++;
          Tensor y = in.get("x").matmul(scope.parameter("w").transpose());
          return new Loss(y.multiply(in.get("s")).square().mean(), Map.of("mean", y.mean()));
        };
    Recorder<RecordedLoss> recorder = Recorder.ofLoss(loss);
    for (int n : List.of(3, 1, 5, 3, 64)) {
      Sizes sizes = sizes(Map.of("x", new Shape(n, 4), "s", new Shape(1, 1)));
      SameGraph.assertSame(recorder.record(sizes).graph(), RecordedLoss.of(loss, sizes).graph());
      calls--;
    }
    assertThat(calls).isOne();
  }

  /** The number is asked for, so the function is called for each; and not twice but the first. */
  @Test
  void aFunctionThatNeedsTheNumberIsRecordedForEach() {
    TensorFunction f = counted(x -> x.multiply(1.0 / (x.shape().rows() + 1)));
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    for (int n : List.of(3, 1, 5)) {
      assertRecorded(recorder, f, rows(n));
    }
    assertThat(calls).isEqualTo(1 + 3);
  }

  @Test
  void aFunctionThatAssertsItsSizesIsRecordedForEach() {
    TensorFunction f =
        counted(
            x -> {
              assertThat(x.shape()).isIn(new Shape(3, 4), new Shape(5, 4));
              return x;
            });
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    assertRecorded(recorder, f, rows(3));
    assertRecorded(recorder, f, rows(5));
    assertThatThrownBy(() -> recorder.record(rows(4))).isInstanceOf(AssertionError.class);
  }

  /** Whether the input of one row is a batch as well shows when the other has more. */
  @Test
  void oneRowStaysOneWhereOthersHaveMore() {
    TensorFunction f =
        (scope, in) -> {
          calls++;
          return Map.of("y", in.get("x").multiply(in.get("s")).add(in.get("s").sum(Axis.ROWS)));
        };
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    for (int n : List.of(1, 4, 7, 1, 9)) {
      assertRecorded(recorder, f, sizes(Map.of("x", new Shape(n, 4), "s", new Shape(1, 1))));
    }
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void whatFailsFailsInTheWordsOfTheFunctionAndIsTriedAgain() {
    boolean[] fail = {true};
    TensorFunction f =
        counted(
            x -> {
              if (fail[0]) {
                throw new ArithmeticException("meant to fail");
              }
              return x.tanh();
            });
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    assertThatThrownBy(() -> recorder.record(rows(3))).hasMessage("meant to fail");
    fail[0] = false;
    calls = 0;
    assertRecorded(recorder, f, rows(3));
    assertRecorded(recorder, f, rows(4));
    assertThat(calls).isOne();
  }

  @Test
  void whatDoesNotFitANumberIsRefusedForThatOne() {
    TensorFunction f = counted(x -> x.slice(Axis.ROWS, 1, 3));
    Recorder<RecordedFunction> recorder = Recorder.ofFunction(f);
    assertRecorded(recorder, f, rows(3));
    assertThatThrownBy(() -> recorder.record(rows(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot slice 2 x 4 along ROWS from 1 to 3");
    calls = 0;
    assertRecorded(recorder, f, rows(9));
    assertThat(calls).isZero();
  }

  @Test
  void sizesFindTheirNumberOfRows() {
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("s", new Shape(1, 1));
    inputs.put("x", new Shape(6, 4));
    inputs.put("t", new Shape(6, 1));
    Sizes known = sizes(inputs);
    Sizes any = known.anyRows().orElseThrow();
    assertThat(any.isSymbolic()).isTrue();
    assertThat(any.inputs())
        .containsEntry("s", new Shape(1, 1))
        .containsEntry("x", Shape.anyRows(4))
        .containsEntry("t", Shape.anyRows(1));
    assertThat(any.at(6)).isEqualTo(known);
    assertThat(any.rowsIn(known)).hasValue(6);
    assertThat(any.rowsIn(rows(6))).isEmpty();
    inputs.put("s", new Shape(2, 1));
    assertThat(any.rowsIn(sizes(inputs))).isEmpty();
    assertThat(sizes(inputs).anyRows()).as("unlike numbers of rows").isEmpty();
    assertThat(sizes(Map.of()).anyRows()).as("no inputs").isEmpty();
    assertThat(rows(1).anyRows()).hasValue(sizes(Map.of("x", Shape.anyRows(4))));
  }
}
