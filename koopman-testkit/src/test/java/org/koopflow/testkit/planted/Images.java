package org.koopflow.testkit.planted;

import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Tensor;

/** Images as faulty convolutions see them. */
final class Images {
  private Images() {}

  private static ImageLayout layout(Convolution sizes) {
    ImageLayout image = sizes.input();
    int more = 2 * sizes.padding();
    return new ImageLayout(image.channels(), image.height() + more, image.width() + more);
  }

  /** The same convolution of images that have been padded. */
  static Convolution withoutPadding(Convolution sizes) {
    return new Convolution(layout(sizes), sizes.outputs(), sizes.kernel(), sizes.stride(), 0);
  }

  /** Images with their outermost pixels repeated. */
  static Tensor padded(Tensor images, Convolution sizes) {
    ImageLayout from = sizes.input();
    ImageLayout to = layout(sizes);
    return images.take(
        Axis.COLUMNS,
        Indices.of(
            to.size(),
            i ->
                from.column(
                    i / to.pixels(),
                    clamped(i / to.width() % to.height() - sizes.padding(), from.height()),
                    clamped(i % to.width() - sizes.padding(), from.width()))));
  }

  private static int clamped(int at, int length) {
    return Math.max(0, Math.min(length - 1, at));
  }

  /** The pixels within the border, or those on it; zeros in place of the others. */
  static Indices inner(ImageLayout image, boolean within) {
    return Indices.of(
        image.size(),
        i -> {
          int y = i / image.width() % image.height();
          int x = i % image.width();
          boolean inside = y > 0 && y < image.height() - 1 && x > 0 && x < image.width() - 1;
          return inside == within ? i : Indices.ZERO;
        });
  }
}
