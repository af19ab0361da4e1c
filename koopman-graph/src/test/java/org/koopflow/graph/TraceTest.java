package org.koopflow.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Shape;

/** How a function is written down. */
class TraceTest {
  private final Trace trace =
      new Trace(new Sizes(Map.of("w", new Shape(3, 4)), Map.of("x", new Shape(5, 4))));
  private final Node w = trace.parameter("w");
  private final Node x = trace.own(trace.inputs().get("x"));

  @Test
  void whatIsAskedForTwiceIsWrittenDownOnce() {
    assertThat(trace.parameter("w")).isSameAs(w);
    assertThat(w.tanh().multiply(2)).isSameAs(w.tanh().multiply(2));
    assertThat(w.tanh()).isNotSameAs(w.sigmoid());
    assertThat(w.multiply(2)).isNotSameAs(w.multiply(3));
    assertThat(w.multiply(2)).isNotSameAs(w.add(2));
    assertThat(w.sum(Axis.ROWS)).isSameAs(w.sum(Axis.ROWS)).isNotSameAs(w.max(Axis.ROWS));
    assertThat(w.slice(Axis.ROWS, 0, 2)).isNotSameAs(w.slice(Axis.ROWS, 1, 3));
    assertThat(x.subtract(w.sum(Axis.ROWS))).isNotSameAs(w.sum(Axis.ROWS).subtract(x));
  }

  @Test
  void equalGathersAndConvolutionsAreOne() {
    assertThat(w.take(Axis.ROWS, Indices.of(2, 0)))
        .isSameAs(w.take(Axis.ROWS, Indices.of(2, 0)))
        .isNotSameAs(w.take(Axis.ROWS, Indices.of(0, 2)))
        .isNotSameAs(w.take(Axis.COLUMNS, Indices.of(2, 0)));
    ImageLayout row = new ImageLayout(1, 1, 4);
    Convolution point = new Convolution(row, 3, 1, 1, 0);
    Node kernel = w.slice(Axis.COLUMNS, 0, 1);
    assertThat(x.convolve(kernel, point))
        .isSameAs(x.convolve(kernel, new Convolution(row, 3, 1, 1, 0)))
        .isNotSameAs(x.convolve(kernel, new Convolution(row, 3, 1, 2, 0)));
  }

  @Test
  void equalConstantsAreOne() {
    assertThat(trace.filled(new Shape(2, 2), 1)).isSameAs(trace.filled(new Shape(2, 2), 1));
    assertThat(trace.filled(new Shape(2, 2), 1)).isNotSameAs(trace.filled(new Shape(4, 1), 1));
    assertThat(trace.constant(Batch.of(1, 2, 3, 4))).isSameAs(trace.constant(Batch.of(1, 2, 3, 4)));
    assertThat(trace.constant(Batch.of(1, 1, 0f)))
        .as("zeros of unequal sign")
        .isNotSameAs(trace.constant(Batch.of(1, 1, -0f)));
    assertThat(trace.filled(new Shape(1, 1), 0)).isNotSameAs(trace.filled(new Shape(1, 1), -0.0));
  }

  @Test
  void transposedFactorsAreNotWrittenOut() {
    assertThat(w.transpose().transpose()).isSameAs(w);
    Node product = x.matmul(w.transpose());
    assertThat(product.origin()).isEqualTo(new Product(false, true));
    assertThat(product.operands()).containsExactly(x, w);
    assertThat(product.shape()).isEqualTo(new Shape(5, 3));
    assertThat(Graph.of(List.of(product)).nodes()).containsExactly(x, w, product);
  }

  @Test
  void whatBroadcastsByItselfIsNotRepeated() {
    Node row = w.sum(Axis.ROWS);
    Node sum = x.add(row.broadcastTo(x.shape()));
    assertThat(sum.operands()).containsExactly(x, row);
    assertThat(x.broadcastTo(x.shape())).isSameAs(x);
    Node squared = row.broadcastTo(x.shape()).square();
    assertThat(squared.operands().get(0).origin())
        .isEqualTo(new Rearrangement.Broadcast(new Shape(5, 4)));
  }

  /** Row and column make up the size, row and number do not. */
  @Test
  void ofTwoThatAreRepeatedOneIsIfItMustBe() {
    Node row = w.sum(Axis.ROWS);
    Node column = x.sum(Axis.COLUMNS);
    Node number = row.sum(Axis.COLUMNS);
    Node repeated = number.broadcastTo(x.shape());
    assertThat(column.broadcastTo(x.shape()).add(row.broadcastTo(x.shape())).operands())
        .containsExactly(column, row);
    assertThat(row.broadcastTo(x.shape()).multiply(repeated).operands())
        .containsExactly(row, repeated);
    assertThat(repeated.multiply(row.broadcastTo(x.shape())).operands())
        .containsExactly(number, row.broadcastTo(x.shape()));
    assertThat(repeated.add(repeated).operands()).containsExactly(number, repeated);
  }

  /** An exporter sees the kind of each operation, its attributes and its operands. */
  @Test
  void nodesTellWhereTheirNumbersComeFrom() {
    Node part = x.slice(Axis.COLUMNS, 1, 3);
    assertThat(part.origin()).isEqualTo(new Rearrangement.Slice(Axis.COLUMNS, 1, 3));
    assertThat(part.multiply(0.5).origin()).isEqualTo(new WithNumber.Multiply(0.5));
    assertThat(x.divide(x).origin()).isEqualTo(Arithmetic.DIVIDE);
    assertThat(x.divide(x).operands()).containsExactly(x, x);
    assertThat(x.origin()).isEqualTo(new Leaf.Input("x"));
    assertThat(w.origin()).isEqualTo(new Leaf.Parameter("w"));
    assertThat(trace.constant(Batch.of(1, 1, 7)).origin())
        .isEqualTo(new Leaf.Constant(Batch.of(1, 1, 7)));
    assertThat(trace.filled(new Shape(1, 2), 7).origin())
        .isEqualTo(new Leaf.Filled(new Shape(1, 2), 7));
    assertThat(part)
        .hasToString(
            part.number() + ": Slice[axis=COLUMNS, from=1, to=3] of [" + x.number() + "], 5 x 2");
  }

  @Test
  void onlyWhatDependsOnAParameterVaries() {
    assertThat(w.varies()).isTrue();
    assertThat(x.varies()).isFalse();
    assertThat(x.add(w.sum(Axis.ROWS)).varies()).isTrue();
    assertThat(w.stopGradient().varies()).isFalse();
    assertThat(x.stopGradient()).as("nothing to stop").isSameAs(x);
    assertThat(w.step().varies()).isFalse();
  }

  @Test
  void anEndedTraceRefusesEverything() {
    trace.end();
    assertThatThrownBy(() -> x.tanh()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> x.transpose()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> x.stopGradient()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> trace.parameter("w")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> trace.constant(Batch.of(1, 1, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aGraphHoldsWhatItsResultsNeed() {
    Node squared = x.square();
    Node unused = squared.exp();
    Node result = squared.sum(Axis.ROWS);
    Graph graph = Graph.of(List.of(result, squared, result));
    assertThat(graph.nodes()).containsExactly(x, squared, result).doesNotContain(unused);
    assertThat(graph.results()).containsExactly(result, squared);
    assertThat(Graph.of(List.of()).nodes()).isEmpty();
    Node other = new Trace(new Sizes(Map.of("w", new Shape(1, 1)), Map.of())).parameter("w");
    assertThatThrownBy(() -> Graph.of(List.of(result, other)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sizesKeepTheirOrderAndAreComparedWithoutIt() {
    Map<String, Batch> one = new LinkedHashMap<>();
    one.put("b", Batch.zeros(2, 3));
    one.put("a", Batch.zeros(4, 5));
    Map<String, Batch> other = new LinkedHashMap<>();
    other.put("a", Batch.filled(4, 5, 1));
    other.put("b", Batch.filled(2, 3, 1));
    Sizes sizes = Sizes.of(one, Map.of());
    assertThat(sizes.parameters().keySet()).containsExactly("b", "a");
    assertThat(sizes).isEqualTo(Sizes.of(other, Map.of()));
    assertThat(sizes).isNotEqualTo(sizes.withInputs(other));
    assertThat(sizes.withInputs(other).inputs()).containsEntry("a", new Shape(4, 5));
  }
}
