package org.koopflow.graph.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Node;
import org.koopflow.graph.RecordedLoss;
import org.koopflow.graph.Sizes;
import org.koopflow.graph.Trace;
import org.koopflow.graph.testing.Interpreter;
import org.koopflow.graph.testing.Matrix;
import org.koopflow.graph.testing.RandomFunction;

/** Memory is used again, and never too early. */
class ScheduleTest {
  private static final Shape SQUARE = new Shape(5, 5);

  private final Trace trace =
      new Trace(new Sizes(Map.of(), Map.of("x", SQUARE, "row", new Shape(1, 5))));
  private final Node x = trace.own(trace.inputs().get("x"));

  private static Graph graph(RandomFunction function) {
    return RecordedLoss.of(function, Sizes.of(function.parameters(), function.inputs())).graph();
  }

  /** Whatever is read is still there, and what has been computed is what was meant. */
  @Property(tries = 500)
  void noBufferIsReadAfterItWasOverwritten(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    RandomFunction function = new RandomFunction(seed, length);
    Graph graph = graph(function);
    Schedule schedule = Schedule.of(graph);
    Node[] held = new Node[schedule.buffers()];
    schedule.leaves().forEach(leaf -> held[schedule.buffer(leaf)] = leaf);
    for (Step step : schedule.steps()) {
      List<Node> read = step.operands().stream().map(buffer -> held[buffer]).toList();
      assertThat(read).isEqualTo(step.node().operands());
      assertThat(schedule.size(step.result())).isEqualTo(step.node().shape().size());
      held[step.result()] = step.node();
    }
    graph.results().forEach(result -> assertThat(held[schedule.buffer(result)]).isSameAs(result));
    schedule.leaves().forEach(leaf -> assertThat(held[schedule.buffer(leaf)]).isSameAs(leaf));
  }

  /** The same numbers, to the last bit, as with memory of its own for every node; twice. */
  @Property(tries = 200)
  void resultsAreThoseOfMemoryThatIsNotShared(
      @ForAll int seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    RandomFunction function = new RandomFunction(seed, length);
    Graph graph = graph(function);
    Map<Node, Matrix> expected =
        Interpreter.evaluate(graph, function.parameters(), function.inputs());
    Interpreter scheduled = new Interpreter(graph, function.parameters(), function.inputs());
    for (int run = 0; run < 2; run++) {
      scheduled.run();
      for (Node result : graph.results()) {
        assertThat(scheduled.read(result).data()).isEqualTo(expected.get(result).data());
      }
    }
  }

  /** Every operation of the graph once, operands first; only what works entry by entry in place. */
  @Property(tries = 200)
  void everythingIsComputedOnce(@ForAll int seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    Graph graph = graph(new RandomFunction(seed, length));
    Schedule schedule = Schedule.of(graph);
    List<Node> all = new ArrayList<>(schedule.leaves());
    Set<Integer> buffers = new HashSet<>();
    for (Step step : schedule.steps()) {
      all.add(step.node());
      buffers.add(step.result());
      assertThat(step.operation()).isEqualTo(step.node().origin());
      for (int k = 0; k < step.operands().size(); k++) {
        if (step.operands().get(k) == step.result()) {
          assertThat(step.operation().pointwise()).isTrue();
          assertThat(step.node().operands().get(k).shape()).isEqualTo(step.node().shape());
        }
      }
    }
    assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(graph.nodes());
    assertThat(schedule.buffers()).isEqualTo(schedule.leaves().size() + buffers.size());
  }

  private Schedule chain(int length) {
    Node y = x;
    for (int i = 0; i < length; i++) {
      y = i % 2 == 0 ? y.matmul(y) : y.tanh();
    }
    return Schedule.of(Graph.of(List.of(y)));
  }

  /** Besides the input, one buffer to read from and one to write to. */
  @Example
  void aLongChainNeedsTwoBuffers() {
    assertThat(chain(40).buffers()).isEqualTo(3);
    assertThat(chain(41).buffers()).isEqualTo(3);
    assertThat(chain(40).steps()).hasSize(40);
  }

  @Example
  void entriesAreComputedInPlaceUnlessTheyAreStillRead() {
    Node a = x.tanh();
    Node b = a.exp();
    assertThat(Schedule.of(Graph.of(List.of(b))).buffers()).isEqualTo(2);
    assertThat(Schedule.of(Graph.of(List.of(a, b))).buffers()).as("a is a result").isEqualTo(3);
    Node c = b.subtract(a);
    assertThat(Schedule.of(Graph.of(List.of(c))).buffers()).as("a is read later").isEqualTo(3);
    assertThat(Schedule.of(Graph.of(List.of(x.exp()))).buffers()).as("a leaf stays").isEqualTo(2);
  }

  /** A row of five does not hold five rows, whichever operand it is. */
  @Example
  void whatIsStretchedIsNotOverwritten() {
    Node row = trace.own(trace.inputs().get("row")).tanh();
    Schedule schedule = Schedule.of(Graph.of(List.of(row.add(x.exp()))));
    Step last = schedule.steps().get(2);
    assertThat(last.result())
        .isEqualTo(last.operands().get(1))
        .isNotEqualTo(last.operands().get(0));
  }

  @Example
  void aBufferServesEveryShapeOfItsSize() {
    Node column = x.sum(Axis.COLUMNS).exp();
    Node row = column.transpose();
    Node again = row.matmul(x).transpose();
    Schedule schedule = Schedule.of(Graph.of(List.of(again)));
    assertThat(schedule.buffers()).isEqualTo(3);
    assertThat(schedule.steps()).hasSize(4);
  }

  @Example
  void onlyLeavesAndResultsHaveABufferInTheEnd() {
    Node inner = x.matmul(x);
    Node result = inner.sum(Axis.ROWS);
    Schedule schedule = Schedule.of(Graph.of(List.of(result, x)));
    assertThat(schedule.buffer(x)).isNotEqualTo(schedule.buffer(result));
    assertThatThrownBy(() -> schedule.buffer(inner))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got node " + inner);
  }
}
