package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Shape;

class WeightsMatchTest {
  private static final Path FILE = Path.of("student.safetensors");

  @Test
  void equalNamesAndShapesPass() {
    Weights weights = new Weights(Map.of("a", Batch.zeros(2, 3), "b", Batch.zeros(1, 3)));
    assertThatCode(
            () ->
                WeightsMatch.requireMatch(
                    weights, Map.of("b", new Shape(1, 3), "a", new Shape(2, 3)), FILE))
        .doesNotThrowAnyException();
  }

  @Test
  void everyFaultIsListedAtOnce() {
    Weights weights = new Weights(Map.of("a", Batch.zeros(3, 2), "x", Batch.zeros(1, 3)));
    assertThatThrownBy(
            () ->
                WeightsMatch.requireMatch(
                    weights, Map.of("b", new Shape(1, 3), "a", new Shape(2, 3)), FILE))
        .isInstanceOf(KoopflowException.class)
        .hasMessage(
            "the weights in 'student.safetensors' do not fit the model: missing: b; unexpected: x;"
                + " wrong shape: a is 3 x 2 instead of 2 x 3");
  }

  @Test
  void longListsAreCut() {
    Map<String, Shape> many =
        IntStream.range(10, 18)
            .boxed()
            .collect(Collectors.toMap(i -> "p" + i, i -> new Shape(1, 1)));
    assertThatThrownBy(() -> WeightsMatch.requireMatch(Weights.EMPTY, many, FILE))
        .hasMessageEndingWith("missing: p10, p11, p12, p13, p14 and 3 more");
  }
}
