package org.koopflow.parts.image;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Tensor;

/** Smaller images, in which each square of pixels becomes its mean. */
public final class AveragePool {
  private final ImageLayout input;
  private final int factor;

  /**
   * Makes the pooling.
   *
   * @param input layout of the images that go in
   * @param factor height and width of a square, at least 1
   * @throws IllegalArgumentException if height or width is no multiple of the factor
   */
  public AveragePool(ImageLayout input, int factor) {
    Factors.require("average pooling", factor);
    Factors.requireDivides(input, "height", input.height(), factor);
    Factors.requireDivides(input, "width", input.width(), factor);
    this.input = input;
    this.factor = factor;
  }

  /**
   * Layout of the images that come out.
   *
   * @return as many channels, {@code factor} times less high and wide
   */
  public ImageLayout output() {
    return new ImageLayout(input.channels(), input.height() / factor, input.width() / factor);
  }

  /**
   * Pools images.
   *
   * @param images one in each row
   * @return one in each row, of {@link #output}
   * @throws IllegalArgumentException if the rows are not such images
   */
  public Tensor apply(Tensor images) {
    input.require(images.shape());
    int width = input.width();
    // First the rows of a square, which lie a width apart, then its columns, which are neighbours.
    Tensor stripes = images.reshape(images.shape().inRowsOf(factor * width));
    Tensor sum = stripes.slice(Axis.COLUMNS, 0, width);
    for (int a = 1; a < factor; a++) {
      sum = sum.add(stripes.slice(Axis.COLUMNS, a * width, (a + 1) * width));
    }
    return sum.reshape(sum.shape().inRowsOf(factor))
        .sum(Axis.COLUMNS)
        .multiply(1.0 / (factor * factor))
        .reshape(images.shape().with(Axis.COLUMNS, output().size()));
  }
}
