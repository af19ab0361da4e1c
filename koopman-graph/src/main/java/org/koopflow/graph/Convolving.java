package org.koopflow.graph;

import org.koopflow.api.tensor.Convolution;

/**
 * A convolution and what it does to gradients. With images x, a kernel K and a gradient g of what
 * comes out, all three are derivatives of one number, {@code <g, x * K>}, which is linear in each;
 * so each operation is differentiated by the other two.
 */
public sealed interface Convolving extends Operation {
  /**
   * The sizes.
   *
   * @return those of the convolution, also where its gradient is computed
   */
  Convolution convolution();

  /**
   * The images that come out, from the images that go in and the kernel.
   *
   * @param convolution the sizes
   */
  record Forward(Convolution convolution) implements Convolving {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.convolve(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return operand == 0
          ? gradient.gradientOfImages(result.operand(1), convolution)
          : result.operand(0).gradientOfKernel(gradient, convolution);
    }
  }

  /**
   * The gradient of the images that go in, from that of what comes out and the kernel: a transposed
   * convolution.
   *
   * @param convolution the sizes
   */
  record ToImages(Convolution convolution) implements Convolving {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.convolveToImages(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return operand == 0
          ? gradient.convolve(result.operand(1), convolution)
          : gradient.gradientOfKernel(result.operand(0), convolution);
    }
  }

  /**
   * The gradient of the kernel, from the images that go in and the gradient of what comes out.
   *
   * @param convolution the sizes
   */
  record ToKernel(Convolution convolution) implements Convolving {
    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.convolveToKernel(this);
    }

    @Override
    public Node pullBack(Node result, int operand, Node gradient) {
      return operand == 0
          ? result.operand(1).gradientOfImages(gradient, convolution)
          : result.operand(0).convolve(gradient, convolution);
    }
  }
}
