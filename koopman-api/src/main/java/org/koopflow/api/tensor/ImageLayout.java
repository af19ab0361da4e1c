package org.koopflow.api.tensor;

/**
 * How the columns of a tensor are an image: channel by channel, each row by row, so that pixel (c,
 * y, x) stands in column {@code (c * height + y) * width + x}.
 *
 * @param channels how many values a pixel has, at least 1
 * @param height pixels from top to bottom, at least 1
 * @param width pixels from left to right, at least 1
 */
public record ImageLayout(int channels, int height, int width) {
  /**
   * Checks the sizes.
   *
   * @param channels how many values a pixel has
   * @param height pixels from top to bottom
   * @param width pixels from left to right
   * @throws IllegalArgumentException if one is less than 1, or there are more columns than an int
   *     can count
   */
  public ImageLayout {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image needs at least one channel, row and column, got "
              + describe(channels, height, width));
    }
    if ((long) channels * height > Integer.MAX_VALUE / width) {
      throw new IllegalArgumentException(
          "an image has at most "
              + Integer.MAX_VALUE
              + " values, got "
              + describe(channels, height, width));
    }
  }

  private static String describe(int channels, int height, int width) {
    return channels + " x " + height + " x " + width;
  }

  /**
   * Number of pixels of one channel.
   *
   * @return {@code height * width}
   */
  public int pixels() {
    return height * width;
  }

  /**
   * Number of columns of a row.
   *
   * @return {@code channels * height * width}
   */
  public int size() {
    return channels * pixels();
  }

  /**
   * Where a value stands in a row.
   *
   * @param channel its channel
   * @param y its row in the image
   * @param x its column in the image
   * @return the column
   */
  public int column(int channel, int y, int x) {
    return (channel * height + y) * width + x;
  }

  /**
   * Asserts that rows hold such images.
   *
   * @param rows shape of a tensor
   * @throws IllegalArgumentException if it does not have {@link #size} columns
   */
  public void require(Shape rows) {
    if (rows.columns() != size()) {
      throw new IllegalArgumentException(
          "images of " + this + " have " + size() + " columns, got " + rows);
    }
  }

  @Override
  public String toString() {
    return describe(channels, height, width);
  }
}
