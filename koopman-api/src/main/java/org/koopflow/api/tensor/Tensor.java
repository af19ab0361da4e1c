package org.koopflow.api.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix inside one backend's computation. Functions of tensors are written once and run on every
 * backend: eagerly, or traced once into a graph that runs many times. So a function must not depend
 * on the numbers a tensor holds, which is why a tensor does not show them; its {@link #shape()} is
 * known, except for the number of rows of a function that is recorded for any: see {@link Shape}.
 *
 * <p>Binary elementwise operations broadcast as {@link Shape#broadcast} says. All operations are
 * differentiable unless they say otherwise. An operation on tensors of two different computations,
 * or on one whose computation has ended, throws {@link IllegalStateException}; shapes that do not
 * fit throw {@link IllegalArgumentException}.
 *
 * <p>The set is small on purpose: each operation is a cost for every author of a backend. Default
 * methods are compositions a backend may replace by something faster.
 */
public interface Tensor {
  /**
   * Size of this tensor.
   *
   * @return rows and columns
   */
  Shape shape();

  /**
   * Elementwise sum.
   *
   * @param other the other operand, broadcast
   * @return {@code this + other}
   */
  Tensor add(Tensor other);

  /**
   * Elementwise difference.
   *
   * @param other the other operand, broadcast
   * @return {@code this - other}
   */
  Tensor subtract(Tensor other);

  /**
   * Elementwise product.
   *
   * @param other the other operand, broadcast
   * @return {@code this * other}
   */
  Tensor multiply(Tensor other);

  /**
   * Elementwise quotient.
   *
   * @param other the other operand, broadcast
   * @return {@code this / other}
   */
  Tensor divide(Tensor other);

  /**
   * Adds a number to every entry.
   *
   * @param value the number
   * @return {@code this + value}
   */
  Tensor add(double value);

  /**
   * Multiplies every entry by a number.
   *
   * @param value the number
   * @return {@code this * value}
   */
  Tensor multiply(double value);

  /**
   * Changes the sign.
   *
   * @return {@code -this}
   */
  default Tensor negate() {
    return multiply(-1);
  }

  /**
   * Elementwise square.
   *
   * @return {@code this * this}
   */
  default Tensor square() {
    return multiply(this);
  }

  /**
   * Matrix product.
   *
   * @param other right factor, with as many rows as this has columns
   * @return the product
   */
  Tensor matmul(Tensor other);

  /**
   * Exchanges rows and columns.
   *
   * @return the transposed matrix
   */
  Tensor transpose();

  /**
   * A fully connected layer: {@code this weight^T + bias}.
   *
   * @param weight outputs x inputs
   * @param bias 1 x outputs
   * @return rows x outputs
   */
  default Tensor linear(Tensor weight, Tensor bias) {
    return matmul(weight.transpose()).add(bias);
  }

  /**
   * Elementwise exponential.
   *
   * @return {@code exp(this)}
   */
  Tensor exp();

  /**
   * Elementwise natural logarithm.
   *
   * @return {@code log(this)}; NaN for negative entries
   */
  Tensor log();

  /**
   * Elementwise sine of radians.
   *
   * @return {@code sin(this)}
   */
  Tensor sin();

  /**
   * Elementwise cosine of radians.
   *
   * @return {@code cos(this)}
   */
  Tensor cos();

  /**
   * Elementwise square root.
   *
   * @return {@code sqrt(this)}; NaN for negative entries
   */
  Tensor sqrt();

  /**
   * Elementwise hyperbolic tangent.
   *
   * @return {@code tanh(this)}
   */
  Tensor tanh();

  /**
   * Elementwise logistic function.
   *
   * @return {@code 1 / (1 + exp(-this))}
   */
  Tensor sigmoid();

  /**
   * Elementwise absolute value; its derivative at 0 is taken as 0.
   *
   * @return {@code |this|}
   */
  Tensor abs();

  /**
   * Elementwise positive part; its derivative at 0 is taken as 0.
   *
   * @return {@code max(this, 0)}
   */
  Tensor relu();

  /**
   * Sigmoid-weighted linear unit.
   *
   * @return {@code this * sigmoid(this)}
   */
  default Tensor silu() {
    return multiply(sigmoid());
  }

  /**
   * Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016).
   *
   * @return {@code x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}
   */
  default Tensor gelu() {
    Tensor inner = square().multiply(0.044715).add(1).multiply(this);
    return inner.multiply(Math.sqrt(2 / Math.PI)).tanh().add(1).multiply(this).multiply(0.5);
  }

  /**
   * Sum along an axis.
   *
   * @param axis the axis that shrinks to length 1
   * @return 1 x columns for {@link Axis#ROWS}, rows x 1 for {@link Axis#COLUMNS}
   */
  Tensor sum(Axis axis);

  /**
   * Mean along an axis.
   *
   * @param axis the axis that shrinks to length 1
   * @return as {@link #sum(Axis)}
   */
  default Tensor mean(Axis axis) {
    return sum(axis).multiply(1.0 / shape().along(axis));
  }

  /**
   * Sum along an axis, divided by its length less the degrees of freedom that were lost to an
   * estimate: with 1 lost, squared distances from a mean give a variance without bias.
   *
   * @param axis the axis that shrinks to length 1
   * @param lost how many are lost; where none are left the result is infinite or NaN
   * @return as {@link #sum(Axis)}
   */
  default Tensor mean(Axis axis, int lost) {
    return sum(axis).multiply(1.0 / (shape().along(axis) - lost));
  }

  /**
   * Largest entry along an axis. Where it occurs more than once the derivative may go to any of the
   * occurrences or be shared between them.
   *
   * @param axis the axis that shrinks to length 1
   * @return as {@link #sum(Axis)}
   */
  Tensor max(Axis axis);

  /**
   * Sum of all entries.
   *
   * @return 1 x 1
   */
  default Tensor sum() {
    return sum(Axis.COLUMNS).sum(Axis.ROWS);
  }

  /**
   * Mean of all entries.
   *
   * @return 1 x 1
   */
  default Tensor mean() {
    return sum().multiply(1.0 / shape().size());
  }

  /**
   * Puts tensors behind this one.
   *
   * @param axis {@link Axis#ROWS} stacks, {@link Axis#COLUMNS} puts side by side
   * @param others the tensors to append, equal in size along the other axis
   * @return the joined tensor
   */
  Tensor concatenate(Axis axis, List<Tensor> others);

  /**
   * Takes apart what {@link #concatenate} has put together, also where lengths are not known.
   *
   * @param axis the axis along which the parts lie
   * @param like the shapes of the parts in their order
   * @return parts as long as these shapes are along the axis
   * @throws IllegalArgumentException if the parts together are not as long as this tensor
   */
  default List<Tensor> split(Axis axis, List<Shape> like) {
    shape().requireWhole(axis, like);
    if (like.size() == 1) {
      return List.of(this);
    }
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (Shape part : like) {
      int to = from + part.along(axis);
      parts.add(slice(axis, from, to));
      from = to;
    }
    return parts;
  }

  /**
   * A contiguous part.
   *
   * @param axis the axis to cut
   * @param from first index kept
   * @param to index after the last one kept, greater than {@code from}
   * @return the part
   */
  Tensor slice(Axis axis, int from, int to);

  /**
   * Rows or columns in any order, as often as wanted; the gradient of one that is taken more than
   * once is the sum over all its places. By default put together of slices, which costs a slice for
   * each {@linkplain Indices#runs run} of neighbours.
   *
   * @param axis {@link Axis#ROWS} takes rows, {@link Axis#COLUMNS} takes columns
   * @param indices which, in which order, and where zeros stand instead
   * @return a tensor with as many rows or columns as there are indices
   * @throws IllegalArgumentException if an index is beyond the last
   */
  default Tensor take(Axis axis, Indices indices) {
    return Gather.of(this, axis, indices);
  }

  /**
   * Convolution of images, one in each row, as {@link Convolution} says. By default {@link
   * Convolution#byProduct}.
   *
   * @param kernel one row for each channel that comes out, see {@link Convolution#kernelShape}
   * @param convolution the sizes
   * @return images of {@link Convolution#output}, one in each row
   * @throws IllegalArgumentException if a shape does not fit
   */
  default Tensor convolve(Tensor kernel, Convolution convolution) {
    return convolution.byProduct(this, kernel);
  }

  /**
   * The same entries, read row by row, in another shape.
   *
   * @param shape a shape of equal size
   * @return the reshaped tensor
   */
  Tensor reshape(Shape shape);

  /**
   * Repeats rows or columns of length 1.
   *
   * @param shape the wanted shape, to which this one broadcasts
   * @return the repeated tensor
   */
  Tensor broadcastTo(Shape shape);

  /**
   * The same value, held constant in differentiation.
   *
   * @return a tensor through which no gradient flows
   */
  Tensor stopGradient();
}
