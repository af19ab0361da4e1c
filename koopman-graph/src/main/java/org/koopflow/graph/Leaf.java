package org.koopflow.graph;

import org.koopflow.api.Batch;
import org.koopflow.api.tensor.Shape;

/** What a graph is given and does not compute. */
public sealed interface Leaf extends Origin {
  /**
   * An input, which is another one at every call.
   *
   * @param name its name
   */
  record Input(String name) implements Leaf {}

  /**
   * A parameter, with respect to which a loss can be differentiated.
   *
   * @param name its full name
   */
  record Parameter(String name) implements Leaf {}

  /**
   * Numbers fixed when the function was recorded.
   *
   * @param value the numbers, of any precision; a backend rounds them to its own
   */
  record Constant(Batch value) implements Leaf {}

  /**
   * The same number everywhere.
   *
   * @param shape size of the node
   * @param value every entry
   */
  record Filled(Shape shape, double value) implements Leaf {}
}
