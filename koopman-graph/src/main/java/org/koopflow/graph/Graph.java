package org.koopflow.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some results with everything they are computed from, and nothing else that was written down. */
public final class Graph {
  private final List<Node> results;
  private final List<Node> nodes;

  private Graph(Collection<Node> results, Collection<Node> nodes) {
    this.results = List.copyOf(results);
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Collects what results depend on.
   *
   * @param results what is to be computed, nodes of one trace; one may be there twice
   * @return the graph
   * @throws IllegalStateException if the results belong to different traces
   */
  public static Graph of(Collection<Node> results) {
    results.forEach(result -> results.iterator().next().trace().own(result));
    Map<Integer, Node> needed = new TreeMap<>();
    Deque<Node> open = new ArrayDeque<>(results);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (needed.put(node.number(), node) == null) {
        open.addAll(node.operands());
      }
    }
    return new Graph(new LinkedHashSet<>(results), needed.values());
  }

  /**
   * What is to be computed.
   *
   * @return the results, each once
   */
  public List<Node> results() {
    return results;
  }

  /**
   * Everything that is given or computed for the results.
   *
   * @return nodes in the order of writing, in which operands come before what is computed from them
   */
  public List<Node> nodes() {
    return nodes;
  }
}
