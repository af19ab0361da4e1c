package org.koopflow.graph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Node;

/**
 * Two graphs are the same if they have the same operations of the same sizes in the same places: a
 * backend that computes one like the other gets the same bits.
 */
public final class SameGraph {
  private record Line(int number, Object origin, List<Integer> operands, Object shape) {
    static Line of(Node node) {
      List<Integer> operands = node.operands().stream().map(Node::number).toList();
      return new Line(node.number(), node.origin(), operands, node.shape());
    }
  }

  private SameGraph() {}

  public static void assertSame(Graph actual, Graph expected) {
    assertThat(actual.nodes().stream().map(Line::of))
        .containsExactlyElementsOf(expected.nodes().stream().map(Line::of).toList());
    assertThat(actual.results().stream().map(Node::number))
        .containsExactlyElementsOf(expected.results().stream().map(Node::number).toList());
  }
}
