package org.koopflow.graph;

/**
 * What somebody makes of each operation there is: a backend a kernel, an exporter a line of a file.
 * An operation that is added to the graph becomes a method here, so that nobody misses it.
 *
 * @param <R> what is made of an operation
 */
public interface OperationVisitor<R> {
  /**
   * An elementwise operation of two tensors that broadcast.
   *
   * @param operation which one
   * @return what is made of it
   */
  R arithmetic(Arithmetic operation);

  /**
   * A function of each entry alone.
   *
   * @param operation which one
   * @return what is made of it
   */
  R pointwise(Pointwise operation);

  /**
   * A sum with a number.
   *
   * @param operation holds the number
   * @return what is made of it
   */
  R add(WithNumber.Add operation);

  /**
   * A product with a number.
   *
   * @param operation holds the number
   * @return what is made of it
   */
  R multiply(WithNumber.Multiply operation);

  /**
   * A matrix product.
   *
   * @param operation says which factors are transposed
   * @return what is made of it
   */
  R product(Product operation);

  /**
   * A convolution of images with a kernel.
   *
   * @param operation holds the sizes
   * @return what is made of it
   */
  R convolve(Convolving.Forward operation);

  /**
   * The gradient of the images of a convolution, from that of its result and the kernel.
   *
   * @param operation holds the sizes
   * @return what is made of it
   */
  R convolveToImages(Convolving.ToImages operation);

  /**
   * The gradient of the kernel of a convolution, from the images and the gradient of its result.
   *
   * @param operation holds the sizes
   * @return what is made of it
   */
  R convolveToKernel(Convolving.ToKernel operation);

  /**
   * A sum along an axis.
   *
   * @param operation holds the axis
   * @return what is made of it
   */
  R sum(Reduction.Sum operation);

  /**
   * The largest entry along an axis.
   *
   * @param operation holds the axis
   * @return what is made of it
   */
  R largest(Reduction.Largest operation);

  /**
   * Rows and columns exchanged.
   *
   * @param operation has no attributes
   * @return what is made of it
   */
  R transpose(Rearrangement.Transpose operation);

  /**
   * The same entries in another shape.
   *
   * @param operation holds the shape
   * @return what is made of it
   */
  R reshape(Rearrangement.Reshape operation);

  /**
   * Rows or columns of length 1 repeated.
   *
   * @param operation holds the shape
   * @return what is made of it
   */
  R broadcast(Rearrangement.Broadcast operation);

  /**
   * A contiguous part.
   *
   * @param operation holds the axis and the indices
   * @return what is made of it
   */
  R slice(Rearrangement.Slice operation);

  /**
   * A part with zeros around it.
   *
   * @param operation holds the axis, where the part begins and the length of the whole
   * @return what is made of it
   */
  R pad(Rearrangement.Pad operation);

  /**
   * Rows or columns in any order.
   *
   * @param operation holds the axis and the indices
   * @return what is made of it
   */
  R take(Rearrangement.Take operation);

  /**
   * Rows or columns added to where they were taken.
   *
   * @param operation holds the axis, the indices and the length of the result
   * @return what is made of it
   */
  R scatter(Rearrangement.Scatter operation);

  /**
   * Tensors behind one another.
   *
   * @param operation holds the axis
   * @return what is made of it
   */
  R concatenate(Rearrangement.Concatenate operation);

  /**
   * The same value, held constant in differentiation.
   *
   * @param operation has no attributes
   * @return what is made of it
   */
  R hold(Rearrangement.Hold operation);

  /**
   * An operation that waits for the number of rows. Only graphs of symbolic sizes have any, so who
   * takes no such graphs need not write this method.
   *
   * @param operation which one
   * @return what is made of it
   * @throws IllegalStateException unless symbolic sizes are taken
   */
  default R byRows(ByRows operation) {
    throw new IllegalStateException(
        operation + " waits for the number of rows: write the graph for a number of them first");
  }
}
