package org.koopflow.graph;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Shape;

/**
 * Operations that depend on how many rows there are, in a graph that does not know it yet. When the
 * graph is written {@linkplain RecordedFunction#at for a number of rows}, each becomes an operation
 * that a backend computes; so nobody computes or differentiates these.
 */
public sealed interface ByRows extends Operation {
  /**
   * Writes down what this is where the number of rows is known.
   *
   * @param rows the number
   * @param operand the operand, of known size
   * @return the result, of known size
   */
  Node at(int rows, Node operand);

  @Override
  default <R> R accept(OperationVisitor<R> visitor) {
    return visitor.byRows(this);
  }

  @Override
  default Node pullBack(Node result, int operand, Node gradient) {
    throw ReverseMode.unknownRows();
  }

  /**
   * Divides by the number of entries of a shape, less some: what makes a mean of a sum.
   *
   * @param of the shape whose entries are counted
   * @param lost degrees of freedom that do not count
   */
  record Share(Shape of, int lost) implements ByRows {
    @Override
    public Node at(int rows, Node operand) {
      return operand.multiply(1.0 / (of.at(rows).size() - lost));
    }
  }

  /**
   * One of the parts that a tensor is made of.
   *
   * @param axis the axis along which the parts lie
   * @param parts their shapes, of which the length along the axis counts
   * @param which the place of the part among them
   */
  record Part(Axis axis, List<Shape> parts, int which) implements ByRows {
    /**
     * Copies the list.
     *
     * @param axis the axis along which the parts lie
     * @param parts their shapes
     * @param which the place of the part among them
     */
    public Part {
      parts = List.copyOf(parts);
    }

    @Override
    public Node at(int rows, Node operand) {
      int from = 0;
      for (Shape before : parts.subList(0, which)) {
        from = Math.addExact(from, before.at(rows).along(axis));
      }
      return operand.slice(axis, from, from + parts.get(which).at(rows).along(axis));
    }
  }
}
