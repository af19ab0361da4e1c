package org.koopflow.parts.image;

import org.koopflow.api.tensor.ImageLayout;

/** Checks of what images are divided by. */
final class Factors {
  private Factors() {}

  static void require(String what, int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException(
          "the factor of " + what + " must be at least 1, got " + factor);
    }
  }

  static void requireDivides(ImageLayout image, String what, int length, int by) {
    if (length % by != 0) {
      throw new IllegalArgumentException(
          "the " + what + " of images of " + image + " must be a multiple of " + by);
    }
  }
}
