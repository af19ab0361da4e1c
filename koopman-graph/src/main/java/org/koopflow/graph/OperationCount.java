package org.koopflow.graph;

import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.TensorFunction;

/**
 * What has to be computed for the results of a graph, counted without computing it. What is asked
 * for twice counts once, and what no result needs does not count: an eager backend may do more.
 *
 * @param flops floating-point operations of the matrix products: {@code 2 m k n} for every product
 *     of m x k and k x n, and for every convolution and gradient of one those of the product it is:
 *     k entries of the kernel for each of m channels and n positions in all images
 * @param operations number of all operations, products or not
 */
public record OperationCount(double flops, int operations) {
  /**
   * Counts the operations of a graph.
   *
   * @param graph what is to be computed
   * @return the count
   */
  public static OperationCount of(Graph graph) {
    double flops = 0;
    int operations = 0;
    for (Node node : graph.nodes()) {
      if (node.origin() instanceof Operation operation) {
        operations++;
        flops += flops(operation, node);
      }
    }
    return new OperationCount(flops, operations);
  }

  private static double flops(Operation operation, Node node) {
    if (operation instanceof Product product) {
      return flops(product, node);
    }
    return operation instanceof Convolving convolving ? flops(convolving, node) : 0;
  }

  private static double flops(Convolving convolving, Node node) {
    Convolution sizes = convolving.convolution();
    // Images or their gradient stand first; only the gradient of the kernel has not their rows.
    double positions = (double) node.operand(0).shape().rows() * sizes.output().pixels();
    return 2 * positions * sizes.kernelShape().size();
  }

  private static double flops(Product product, Node node) {
    int inner = product.left() ? node.operand(0).shape().rows() : node.operand(0).shape().columns();
    return 2.0 * node.shape().rows() * inner * node.shape().columns();
  }

  /**
   * Counts the operations of a function.
   *
   * @param function the function
   * @param weights its parameters, whose sizes are used
   * @param inputs its inputs, whose sizes are used
   * @return the count of one evaluation
   */
  public static OperationCount of(
      TensorFunction function, Weights weights, Map<String, Batch> inputs) {
    return of(RecordedFunction.of(function, Sizes.of(weights.values(), inputs)).graph());
  }

  /**
   * Counts the operations of a loss, of the figures beside it and of its gradient with respect to
   * all parameters.
   *
   * @param loss the loss
   * @param weights its parameters, whose sizes are used
   * @param inputs its inputs, whose sizes are used
   * @return the count of one differentiation
   */
  public static OperationCount ofGradient(
      LossFunction loss, Weights weights, Map<String, Batch> inputs) {
    return of(RecordedLoss.of(loss, Sizes.of(weights.values(), inputs)).graph());
  }
}
