package org.koopflow.parts.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.numerics.host.HostTensor;

/** What can be seen by hand; agreement with another implementation is an integration test. */
class ImagePartsTest {
  private static final ImageLayout IMAGE = new ImageLayout(4, 2, 4);

  /** Two images whose values are their places. */
  private static HostTensor counted() {
    double[] data = new double[2 * IMAGE.size()];
    Arrays.setAll(data, i -> i);
    return HostTensor.of(new Shape(2, IMAGE.size()), data);
  }

  private static double[] row(Tensor images, int row) {
    double[] numbers = new double[images.shape().columns()];
    Arrays.setAll(numbers, j -> HostTensor.require(images).get(row, j));
    return numbers;
  }

  @Test
  void upsamplingRepeatsEachPixel() {
    ImageLayout small = new ImageLayout(2, 1, 2);
    PixelMap larger = PixelMap.nearestUpsample(small, 2);
    assertThat(larger.output()).isEqualTo(new ImageLayout(2, 2, 4));
    Tensor y = larger.apply(HostTensor.of(new Shape(1, 4), 5, 6, 7, 8));
    assertThat(row(y, 0)).containsExactly(5, 5, 6, 6, 5, 5, 6, 6, 7, 7, 8, 8, 7, 7, 8, 8);
  }

  @Test
  void shufflingInterleavesChannels() {
    PixelMap shuffle = PixelMap.shuffle(IMAGE, 2);
    assertThat(shuffle.output()).isEqualTo(new ImageLayout(1, 4, 8));
    assertThat(Arrays.copyOf(row(shuffle.apply(counted()), 0), 16))
        .containsExactly(0, 8, 1, 9, 2, 10, 3, 11, 16, 24, 17, 25, 18, 26, 19, 27);
  }

  @Test
  void unshufflingUndoesIt() {
    PixelMap shuffle = PixelMap.shuffle(IMAGE, 2);
    PixelMap back = PixelMap.unshuffle(shuffle.output(), 2);
    assertThat(back.output()).isEqualTo(IMAGE);
    Tensor same = back.apply(shuffle.apply(counted()));
    assertThat(row(same, 1)).containsExactly(row(counted(), 1));
  }

  @Test
  void poolingTakesMeans() {
    AveragePool pool = new AveragePool(IMAGE, 2);
    assertThat(pool.output()).isEqualTo(new ImageLayout(4, 1, 2));
    assertThat(row(pool.apply(counted()), 1))
        .containsExactly(34.5, 36.5, 42.5, 44.5, 50.5, 52.5, 58.5, 60.5);
    assertThat(row(new AveragePool(IMAGE, 1).apply(counted()), 1))
        .containsExactly(row(counted(), 1));
  }

  @Test
  void channelsHaveValuesForAllImagesOrForEach() {
    ImageLayout small = new ImageLayout(2, 1, 3);
    assertThat(row(ChannelValues.spread(HostTensor.of(new Shape(1, 2), 5, 7), small), 0))
        .containsExactly(5, 5, 5, 7, 7, 7);
    Tensor each = ChannelValues.spread(HostTensor.of(new Shape(2, 2), 1, 2, 3, 4), small);
    assertThat(row(each, 1)).containsExactly(3, 3, 3, 4, 4, 4);
  }

  /** Neither what the channels of a group have in common nor their spread comes through. */
  @Test
  void groupsAreNormalisedByThemselves() {
    GroupNorm norm = new GroupNorm(IMAGE, 2, 1e-12);
    Tensor y =
        norm.apply(
            counted(),
            HostTensor.of(new Shape(2, 4), 1, 1, 2, 2, 1, 1, 2, 2),
            HostTensor.of(new Shape(1, 4), 0, 0, 10, 10));
    double[] image = row(y, 1);
    double first = Arrays.stream(image, 0, 16).average().orElseThrow();
    double second = Arrays.stream(image, 16, 32).average().orElseThrow();
    assertThat(first).isCloseTo(0, within(1e-12));
    assertThat(second).isCloseTo(10, within(1e-12));
    assertThat(Arrays.stream(image, 0, 16).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(1e-9));
    assertThat(image[16]).isCloseTo(10 + 2 * image[0], within(1e-12));
  }

  @Test
  void sizesThatDoNotDivideAreRefused() {
    refused(
        () -> PixelMap.shuffle(IMAGE, 3),
        "the channels of images of 4 x 2 x 4 must be a multiple of 9");
    refused(
        () -> PixelMap.unshuffle(IMAGE, 4),
        "the height of images of 4 x 2 x 4 must be a multiple of 4");
    refused(
        () -> new AveragePool(new ImageLayout(1, 2, 3), 2),
        "the width of images of 1 x 2 x 3 must be a multiple of 2");
    refused(
        () -> new GroupNorm(IMAGE, 3, 1e-5),
        "the channels of images of 4 x 2 x 4 must be a multiple of 3");
    refused(
        () -> new GroupNorm(IMAGE, 2, 0),
        "a group norm needs at least 1 group and a positive epsilon, got 2 and 0.0");
    refused(
        () -> PixelMap.nearestUpsample(IMAGE, 0),
        "the factor of upsampling must be at least 1, got 0");
    refused(
        () -> new AveragePool(IMAGE, 2).apply(HostTensor.of(new Shape(1, 2), 1, 2)),
        "images of 4 x 2 x 4 have 32 columns, got 1 x 2");
    refused(
        () -> ChannelValues.spread(HostTensor.of(new Shape(1, 2), 1, 2), IMAGE),
        "values of the channels of images of 4 x 2 x 4 have 4 columns, got 1 x 2");
  }

  private static void refused(Runnable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
