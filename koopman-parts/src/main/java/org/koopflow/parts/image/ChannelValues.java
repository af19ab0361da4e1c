package org.koopflow.parts.image;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/** Values of whole channels, such as a bias or the scale that a modulation gives. */
public final class ChannelValues {
  private ChannelValues() {}

  /**
   * Repeats the value of each channel for all of its pixels.
   *
   * @param values one row for all images or one for each, one column for each channel
   * @param image layout of the images
   * @return as many rows, of images
   * @throws IllegalArgumentException if there is not one column for each channel
   */
  public static Tensor spread(Tensor values, ImageLayout image) {
    Shape shape = values.shape();
    if (shape.columns() != image.channels()) {
      throw new IllegalArgumentException(
          "values of the channels of images of "
              + image
              + " have "
              + image.channels()
              + " columns, got "
              + shape);
    }
    Shape single = shape.inRowsOf(1);
    return values
        .reshape(single)
        .broadcastTo(single.with(Axis.COLUMNS, image.pixels()))
        .reshape(shape.with(Axis.COLUMNS, image.size()));
  }
}
