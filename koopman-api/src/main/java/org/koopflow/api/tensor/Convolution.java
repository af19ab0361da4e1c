package org.koopflow.api.tensor;

/**
 * Sizes of a convolution of images, which is what the field calls so: a cross-correlation, in which
 * the kernel is not turned around, with zeros on all sides of the image,
 *
 * <pre>
 * y(o, i, j) = sum over c, a, b of K(o, c, a, b) x(c, i stride + a - padding, j stride + b - padding).
 * </pre>
 *
 * <p>Images are rows, see {@link ImageLayout}. The kernel is a matrix with a row for each channel
 * that comes out, in which value (c, a, b) stands in column {@code (c * kernel + a) * kernel + b}.
 * Pixels that the last step does not reach are left out.
 *
 * @param input layout of the images that go in
 * @param outputs channels that come out, at least 1
 * @param kernel height and width of the kernel, at least 1
 * @param stride pixels from one position of the kernel to the next, at least 1
 * @param padding rows and columns of zeros on each side, 0 to {@code kernel - 1}
 */
public record Convolution(ImageLayout input, int outputs, int kernel, int stride, int padding) {
  /**
   * Checks the sizes.
   *
   * @param input layout of the images that go in
   * @param outputs channels that come out
   * @param kernel height and width of the kernel
   * @param stride pixels from one position to the next
   * @param padding zeros on each side
   * @throws IllegalArgumentException if a size is not allowed, or the kernel is larger than an
   *     image with its zeros
   */
  public Convolution {
    require(outputs >= 1, "outputs", outputs, "at least 1");
    require(kernel >= 1, "kernel", kernel, "at least 1");
    require(stride >= 1, "stride", stride, "at least 1");
    require(
        padding >= 0 && padding < kernel,
        "padding",
        padding,
        "0 to " + (kernel - 1) + ", less than the kernel");
    int smallest = Math.min(input.height(), input.width());
    require(
        kernel <= smallest + 2L * padding,
        "kernel",
        kernel,
        "at most "
            + (smallest + 2L * padding)
            + " on images of "
            + input
            + " with padding "
            + padding);
    require(
        (double) input.channels() * kernel * kernel <= Integer.MAX_VALUE,
        "kernel",
        kernel,
        "small enough for its values to be counted by an int");
    // What comes out is an image as well.
    outputOf(input, outputs, kernel, stride, padding);
  }

  private static void require(boolean allowed, String name, int given, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(
          "the " + name + " of a convolution must be " + what + ", got " + given);
    }
  }

  /**
   * A convolution that keeps height and width: stride 1, and as many zeros as that takes.
   *
   * @param input layout of the images that go in
   * @param outputs channels that come out
   * @param kernel height and width of the kernel, odd
   * @return the convolution
   * @throws IllegalArgumentException if the kernel is even or a size is not allowed
   */
  public static Convolution same(ImageLayout input, int outputs, int kernel) {
    require(kernel % 2 == 1, "kernel", kernel, "odd to keep height and width");
    return new Convolution(input, outputs, kernel, 1, kernel / 2);
  }

  private static ImageLayout outputOf(
      ImageLayout input, int outputs, int kernel, int stride, int padding) {
    return new ImageLayout(
        outputs,
        length(input.height(), kernel, stride, padding),
        length(input.width(), kernel, stride, padding));
  }

  private static int length(int pixels, int kernel, int stride, int padding) {
    return Math.toIntExact((pixels + 2L * padding - kernel) / stride + 1);
  }

  /**
   * Layout of the images that come out.
   *
   * @return {@code outputs} channels of {@code (size + 2 padding - kernel) / stride + 1} rows and
   *     columns, rounded down
   */
  public ImageLayout output() {
    return outputOf(input, outputs, kernel, stride, padding);
  }

  /**
   * Shape of the kernel as a matrix.
   *
   * @return outputs x (channels * kernel * kernel)
   */
  public Shape kernelShape() {
    return new Shape(outputs, input.channels() * kernel * kernel);
  }

  /**
   * Size of the result.
   *
   * @param rows shape of the images, one a row
   * @param weights shape of the kernel
   * @return as many rows of the size of {@link #output}
   * @throws IllegalArgumentException if a shape does not fit
   */
  public Shape result(Shape rows, Shape weights) {
    input.require(rows);
    if (!weights.equals(kernelShape())) {
      throw new IllegalArgumentException(
          "the kernel of a convolution of "
              + input
              + " to "
              + outputs
              + " channels is "
              + kernelShape()
              + ", got "
              + weights);
    }
    return rows.with(Axis.COLUMNS, output().size());
  }

  /**
   * The values that meet each value of the kernel: for column k of the kernel and position p of the
   * result, place {@code k * positions + p} names the column of the image, or {@link Indices#ZERO}
   * beyond its border.
   *
   * @return indices into the columns of an image, made anew at each call
   */
  public Indices patches() {
    ImageLayout output = output();
    int positions = output.pixels();
    return Indices.of(
        Math.multiplyExact(kernelShape().columns(), positions),
        place -> {
          int k = place / positions;
          int p = place % positions;
          int y = p / output.width() * stride + k / kernel % kernel - padding;
          int x = p % output.width() * stride + k % kernel - padding;
          boolean inside = y >= 0 && y < input.height() && x >= 0 && x < input.width();
          return inside ? input.column(k / (kernel * kernel), y, x) : Indices.ZERO;
        });
  }

  /**
   * The convolution as a composition of what every backend has: the product of the kernel with all
   * patches of the images, which are gathered first. It is what {@link Tensor#convolve} does by
   * default, and takes as much memory as the images times the size of the kernel.
   *
   * @param images one in each row
   * @param weights the kernel
   * @return images of {@link #output}, one in each row
   * @throws IllegalArgumentException if a shape does not fit
   */
  public Tensor byProduct(Tensor images, Tensor weights) {
    Shape result = result(images.shape(), weights.shape());
    Shape positions = result.inRowsOf(outputs);
    // Images lie side by side, so that one product does them all and rows are gathered as a whole.
    return weights
        .matmul(
            images
                .transpose()
                .take(Axis.ROWS, patches())
                .reshape(positions.with(Axis.COLUMNS, weights.shape().columns()).transpose()))
        .reshape(result.transpose())
        .transpose();
  }

  @Override
  public String toString() {
    return input
        + " to "
        + output()
        + " by a kernel of "
        + kernel
        + ", stride "
        + stride
        + ", padding "
        + padding;
  }
}
