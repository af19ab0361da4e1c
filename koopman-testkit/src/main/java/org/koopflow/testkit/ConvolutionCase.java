package org.koopflow.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.koopflow.api.Batch;
import org.koopflow.api.Weights;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * A convolution to try, of any sizes: all of it follows from the seed.
 *
 * @param seed determines everything else
 * @param rows images at once, one to forty
 * @param sizes images of up to three channels of 7 x 7, kernels of up to 5 x 5
 */
record ConvolutionCase(long seed, int rows, Convolution sizes) {
  /** The case of a seed. */
  static ConvolutionCase of(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    ImageLayout image =
        new ImageLayout(random.nextInt(1, 4), random.nextInt(1, 8), random.nextInt(1, 8));
    int smallest = Math.min(image.height(), image.width());
    int kernel = random.nextInt(1, 6);
    // As many zeros as it takes to fit, and sometimes more.
    int least = Math.max(0, (kernel - smallest + 1) / 2);
    int padding = random.nextInt(least, kernel);
    int stride = random.nextBoolean() ? 1 : random.nextInt(1, 4);
    return new ConvolutionCase(
        seed,
        random.nextInt(1, 41),
        new Convolution(image, random.nextInt(1, 4), kernel, stride, padding));
  }

  /** The cases of seeds in a row. */
  static List<ConvolutionCase> of(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(ConvolutionCase::of).toList();
  }

  /** Applies the convolution. */
  Tensor apply(Scope scope) {
    return scope.parameter("images").convolve(scope.parameter("kernel"), sizes);
  }

  /** The images and the kernel. */
  Weights operands() {
    return parameters("");
  }

  /** A direction in which they may move. */
  Weights direction() {
    return parameters("direction of ");
  }

  private Weights parameters(String purpose) {
    Shape kernel = sizes.kernelShape();
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("images", Samples.normal(rows, sizes.input().size(), purpose + "images" + seed));
    values.put(
        "kernel", Samples.normal(kernel.rows(), kernel.columns(), purpose + "kernel" + seed));
    return new Weights(values);
  }

  /** Positive weights that make one number of the result. */
  Batch by() {
    return Samples.uniform(rows, sizes.output().size(), 0.5, 2, "by " + seed);
  }

  @Override
  public String toString() {
    return "%d images of %s, seed %d".formatted(rows, sizes, seed);
  }
}
