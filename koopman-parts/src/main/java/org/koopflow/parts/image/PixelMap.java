package org.koopflow.parts.image;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Tensor;

/** Images whose values are those of other images, put elsewhere or repeated. */
public final class PixelMap {
  private final ImageLayout input;
  private final ImageLayout output;
  private final Indices sources;

  private PixelMap(ImageLayout input, ImageLayout output, Source source) {
    this.input = input;
    this.output = output;
    this.sources =
        Indices.of(
            output.size(),
            i ->
                source.column(
                    i / output.pixels(), i / output.width() % output.height(), i % output.width()));
  }

  /** The column in which the value of an output pixel stands. */
  private interface Source {
    int column(int channel, int y, int x);
  }

  /**
   * Larger images, in which each pixel becomes a square of equal ones.
   *
   * @param image layout of the images that go in
   * @param factor height and width of a square, at least 1
   * @return the map; images of as many channels, {@code factor} times as high and wide, come out
   * @throws IllegalArgumentException if the factor is less than 1
   */
  public static PixelMap nearestUpsample(ImageLayout image, int factor) {
    Factors.require("upsampling", factor);
    return new PixelMap(
        image,
        new ImageLayout(image.channels(), image.height() * factor, image.width() * factor),
        (c, y, x) -> image.column(c, y / factor, x / factor));
  }

  /**
   * Channels become pixels: value (c, y factor + a, x factor + b) of the result is value (c
   * factor^2 + a factor + b, y, x). Shi et al., Real-Time Single Image and Video Super-Resolution
   * Using an Efficient Sub-Pixel Convolutional Neural Network, 2016.
   *
   * @param image layout of the images that go in
   * @param factor height and width of the square that a pixel becomes, at least 1
   * @return the map; images of {@code factor^2} times fewer channels, {@code factor} times as high
   *     and wide, come out
   * @throws IllegalArgumentException if the channels cannot be divided so
   */
  public static PixelMap shuffle(ImageLayout image, int factor) {
    Factors.require("pixel shuffle", factor);
    Factors.requireDivides(image, "channels", image.channels(), Math.multiplyExact(factor, factor));
    return new PixelMap(
        image,
        new ImageLayout(
            image.channels() / (factor * factor), image.height() * factor, image.width() * factor),
        (c, y, x) ->
            image.column((c * factor + y % factor) * factor + x % factor, y / factor, x / factor));
  }

  /**
   * Pixels become channels: undoes {@link #shuffle}.
   *
   * @param image layout of the images that go in
   * @param factor height and width of the square that becomes one pixel, at least 1
   * @return the map; images of {@code factor^2} times as many channels, {@code factor} times less
   *     high and wide, come out
   * @throws IllegalArgumentException if height or width cannot be divided so
   */
  public static PixelMap unshuffle(ImageLayout image, int factor) {
    Factors.require("pixel unshuffle", factor);
    Factors.requireDivides(image, "height", image.height(), factor);
    Factors.requireDivides(image, "width", image.width(), factor);
    return new PixelMap(
        image,
        new ImageLayout(
            Math.multiplyExact(image.channels(), factor * factor),
            image.height() / factor,
            image.width() / factor),
        (c, y, x) ->
            image.column(
                c / (factor * factor), y * factor + c / factor % factor, x * factor + c % factor));
  }

  /**
   * Layout of the images that come out.
   *
   * @return their layout
   */
  public ImageLayout output() {
    return output;
  }

  /**
   * Maps images.
   *
   * @param images one in each row
   * @return one in each row, of {@link #output}
   * @throws IllegalArgumentException if the rows are not such images
   */
  public Tensor apply(Tensor images) {
    input.require(images.shape());
    return images.take(Axis.COLUMNS, sources);
  }
}
