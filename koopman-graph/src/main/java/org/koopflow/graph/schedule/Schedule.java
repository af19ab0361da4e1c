package org.koopflow.graph.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.graph.Graph;
import org.koopflow.graph.Node;
import org.koopflow.graph.Operation;

/**
 * The operations of a graph one after the other, in buffers that are used again as soon as nobody
 * reads what they hold. A leaf has a buffer of its own, which no step writes, so that constants and
 * parameters stay from run to run; a result keeps its buffer to the end.
 */
public final class Schedule {
  private final List<Node> leaves = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Node, Integer> places = new HashMap<>();
  private final List<Integer> sizes;

  private Schedule(Graph graph) {
    Buffers buffers = new Buffers();
    Map<Node, Node> lastReader = lastReader(graph);
    for (Node node : graph.nodes()) {
      if (node.origin() instanceof Operation operation) {
        steps.add(step(node, operation, lastReader, buffers));
      } else {
        leaves.add(node);
        places.put(node, buffers.fresh(node.shape().size()));
      }
    }
    sizes = buffers.sizes();
  }

  /**
   * Plans the computation of a graph.
   *
   * @param graph what is to be computed, and from what
   * @return the schedule, the same for the same graph
   */
  public static Schedule of(Graph graph) {
    return new Schedule(graph);
  }

  /** The last node that reads each node; results are read after all others. */
  private static Map<Node, Node> lastReader(Graph graph) {
    Map<Node, Node> lastReader = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.operands().forEach(operand -> lastReader.put(operand, node));
    }
    graph.results().forEach(lastReader::remove);
    return lastReader;
  }

  private Step step(Node node, Operation operation, Map<Node, Node> lastReader, Buffers buffers) {
    List<Integer> operands = node.operands().stream().map(places::get).toList();
    List<Node> done =
        node.operands().stream()
            .distinct()
            .filter(operand -> lastReader.get(operand) == node)
            .filter(operand -> operand.origin() instanceof Operation)
            .toList();
    // An operation on entries alone may write over an operand that nobody reads after it.
    List<Node> before =
        operation.pointwise()
            ? done.stream().filter(operand -> operand.shape().equals(node.shape())).toList()
            : List.of();
    before.forEach(operand -> buffers.giveBack(places.get(operand)));
    int result = buffers.take(node.shape().size());
    done.stream()
        .filter(operand -> !before.contains(operand))
        .forEach(operand -> buffers.giveBack(places.get(operand)));
    done.forEach(places::remove);
    places.put(node, result);
    return new Step(node, operation, operands, result);
  }

  /**
   * What must be filled from outside.
   *
   * @return the leaves of the graph
   */
  public List<Node> leaves() {
    return List.copyOf(leaves);
  }

  /**
   * What is computed, in this order.
   *
   * @return the steps, one for each operation of the graph
   */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /**
   * How many buffers there are, numbered from 0.
   *
   * @return their number
   */
  public int buffers() {
    return sizes.size();
  }

  /**
   * How much a buffer holds.
   *
   * @param buffer its number
   * @return entries of every matrix that is put there, whose rows and columns may differ
   */
  public int size(int buffer) {
    return sizes.get(buffer);
  }

  /**
   * Where a leaf is to be written, or a result to be read after all steps.
   *
   * @param node a leaf or a result of the graph
   * @return number of its buffer
   * @throws IllegalArgumentException if it is neither
   */
  public int buffer(Node node) {
    Integer buffer = places.get(node);
    if (buffer == null) {
      throw new IllegalArgumentException(
          "a leaf or a result of the graph has a buffer when all steps are done, got node " + node);
    }
    return buffer;
  }
}
