package org.koopflow.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
  private static final ImageLayout IMAGE = new ImageLayout(2, 4, 3);

  @Test
  void imagesAreFlattenedChannelByChannel() {
    assertThat(IMAGE.size()).isEqualTo(24);
    assertThat(IMAGE.pixels()).isEqualTo(12);
    assertThat(IMAGE.column(1, 2, 1)).isEqualTo(12 + 2 * 3 + 1);
    assertThat(IMAGE).hasToString("2 x 4 x 3");
    IMAGE.require(new Shape(5, 24));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IMAGE.require(new Shape(24, 5)))
        .withMessage("images of 2 x 4 x 3 have 24 columns, got 24 x 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageLayout(1, 0, 3))
        .withMessage("an image needs at least one channel, row and column, got 1 x 0 x 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImageLayout(1 << 20, 1 << 10, 2))
        .withMessage("an image has at most 2147483647 values, got 1048576 x 1024 x 2");
  }

  @ParameterizedTest
  @CsvSource({"3,1,1,4,3", "3,1,0,2,1", "3,2,1,2,2", "2,2,0,2,1", "1,1,0,4,3", "2,3,1,2,2"})
  void sizesFollow(int kernel, int stride, int padding, int height, int width) {
    Convolution convolution = new Convolution(IMAGE, 5, kernel, stride, padding);
    assertThat(convolution.output()).isEqualTo(new ImageLayout(5, height, width));
    assertThat(convolution.kernelShape()).isEqualTo(new Shape(5, 2 * kernel * kernel));
    assertThat(convolution.result(new Shape(7, 24), convolution.kernelShape()))
        .isEqualTo(new Shape(7, 5 * height * width));
    Indices patches = convolution.patches();
    assertThat(patches.length()).isEqualTo(2 * kernel * kernel * height * width);
    assertThat(patches.largest()).isLessThan(24);
  }

  @Test
  void patchesAreWhereTheKernelLies() {
    // Two by two on an image of 2 x 3 with zeros around: 3 x 4 positions.
    Indices patches = new Convolution(new ImageLayout(1, 2, 3), 1, 2, 1, 1).patches();
    assertThat(patches.toArray())
        .containsExactly(
            -1, -1, -1, -1, -1, 0, 1, 2, -1, 3, 4, 5, // values above and to the left
            -1, -1, -1, -1, 0, 1, 2, -1, 3, 4, 5, -1, -1, 0, 1, 2, -1, 3, 4, 5, -1, -1, -1, -1, 0,
            1, 2, -1, 3, 4, 5, -1, -1, -1, -1, -1);
  }

  @Test
  void sameKeepsHeightAndWidth() {
    Convolution convolution = Convolution.same(IMAGE, 7, 5);
    assertThat(convolution).isEqualTo(new Convolution(IMAGE, 7, 5, 1, 2));
    assertThat(convolution.output()).isEqualTo(new ImageLayout(7, 4, 3));
    refused(() -> Convolution.same(IMAGE, 7, 2), "kernel", "odd to keep height and width, got 2");
  }

  @Test
  void sizesThatAreNotAllowedAreRefused() {
    refused(() -> new Convolution(IMAGE, 0, 3, 1, 1), "outputs", "at least 1, got 0");
    refused(() -> new Convolution(IMAGE, 1, 0, 1, 0), "kernel", "at least 1, got 0");
    refused(() -> new Convolution(IMAGE, 1, 3, 0, 1), "stride", "at least 1, got 0");
    refused(
        () -> new Convolution(IMAGE, 1, 3, 1, 3), "padding", "0 to 2, less than the kernel, got 3");
    refused(
        () -> new Convolution(IMAGE, 1, 3, 1, -1),
        "padding",
        "0 to 2, less than the kernel, got -1");
    refused(
        () -> new Convolution(IMAGE, 1, 4, 1, 0),
        "kernel",
        "at most 3 on images of 2 x 4 x 3 with padding 0, got 4");
    refused(
        () -> new Convolution(IMAGE, 1, 1 << 20, 1, (1 << 20) - 1),
        "kernel",
        "small enough for its values to be counted by an int, got 1048576");
  }

  private static void refused(Runnable call, String what, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(call::run)
        .withMessage("the " + what + " of a convolution must be " + why);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Convolution convolution = Convolution.same(IMAGE, 5, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> convolution.result(new Shape(7, 23), new Shape(5, 18)))
        .withMessage("images of 2 x 4 x 3 have 24 columns, got 7 x 23");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> convolution.result(new Shape(7, 24), new Shape(18, 5)))
        .withMessage(
            "the kernel of a convolution of 2 x 4 x 3 to 5 channels is 5 x 18, got 18 x 5");
  }
}
