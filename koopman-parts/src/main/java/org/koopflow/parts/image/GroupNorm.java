package org.koopflow.parts.image;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Normalisation of each image by itself: within groups of neighbouring channels values get mean 0
 * and variance 1, then each channel its scale and shift (Wu and He, Group Normalization, 2018).
 *
 * <pre>y = (x - mean) / sqrt(variance + epsilon) scale + shift</pre>
 */
public final class GroupNorm {
  private final ImageLayout image;
  private final int groups;
  private final double epsilon;

  /**
   * Makes the normalisation.
   *
   * @param image layout of the images
   * @param groups into how many groups the channels are divided, at least 1
   * @param epsilon what is added to a variance, positive; usually 1e-5
   * @throws IllegalArgumentException if the channels cannot be divided so, or epsilon is not
   *     positive
   */
  public GroupNorm(ImageLayout image, int groups, double epsilon) {
    if (groups < 1 || !(epsilon > 0)) {
      throw new IllegalArgumentException(
          "a group norm needs at least 1 group and a positive epsilon, got "
              + groups
              + " and "
              + epsilon);
    }
    Factors.requireDivides(image, "channels", image.channels(), groups);
    this.image = image;
    this.groups = groups;
    this.epsilon = epsilon;
  }

  /**
   * Normalises images.
   *
   * @param images one in each row
   * @param scale factor of each channel, in one row for all images or one for each
   * @param shift what is added to each channel, likewise
   * @return one in each row, of the same layout
   * @throws IllegalArgumentException if a shape does not fit
   */
  public Tensor apply(Tensor images, Tensor scale, Tensor shift) {
    image.require(images.shape());
    Shape byGroup = images.shape().inRowsOf(image.size() / groups);
    Tensor x = images.reshape(byGroup);
    Tensor centred = x.subtract(x.mean(Axis.COLUMNS));
    Tensor deviation = centred.square().mean(Axis.COLUMNS).add(epsilon).sqrt();
    return centred
        .divide(deviation)
        .reshape(images.shape())
        .multiply(ChannelValues.spread(scale, image))
        .add(ChannelValues.spread(shift, image));
  }
}
