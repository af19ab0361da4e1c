package org.koopflow.backend.nd4j;

import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A few images lowered for the products that make a convolution of them: for each column of the
 * kernel a copy of the images, moved so that each entry lies where the result has it. Copies for
 * the rows of the kernel are not needed, since what the next row meets begins a row further on in
 * the same memory (Cho and Brand, MEC: Memory-efficient Convolution for Deep Neural Network, 2017).
 * With a stride, the rows that one row of the kernel meets are gathered in a phase of their own.
 *
 * <p>Small images are put below one another, so that products are not too small. They share the
 * zeros between them, and the result has rows between its images that mean nothing.
 */
final class Lowered implements AutoCloseable {
  /** Positions of a result below which a product would be small. */
  private static final int POSITIONS = 200;

  private final Convolution sizes;
  private final ImageLayout image;
  private final ImageLayout output;

  /** Images at once. */
  private final int images;

  /** Rows of a phase from the beginning of one image to that of the next. */
  private final int step;

  /** Rows of a phase. */
  private final int rows;

  /** Whether the result is as wide as the images, so that a whole channel can be moved. */
  private final boolean whole;

  private final INDArray memory;
  private final Numbers numbers;

  Lowered(Convolution sizes, DataType type) {
    this.sizes = sizes;
    this.image = sizes.input();
    this.output = sizes.output();
    this.images = Math.max(1, (POSITIONS + output.pixels() / 2) / output.pixels());
    // The next image begins with the zeros that this one ends with.
    int stride = sizes.stride();
    this.step = Math.max(output.height(), (image.height() + sizes.padding() + stride - 1) / stride);
    int last = Math.max(step, output.height() + (sizes.kernel() - 1) / stride);
    this.rows = (images - 1) * step + last;
    this.whole = stride == 1 && output.width() == image.width();
    this.memory = Nd4j.create(type, height(), width());
    this.numbers = Numbers.of(memory);
  }

  /** How many images fit in. */
  int images() {
    return images;
  }

  /** Rows as a matrix: one for each channel and column of the kernel. */
  int height() {
    return image.channels() * sizes.kernel();
  }

  private int width() {
    return Math.multiplyExact(sizes.stride() * rows, output.width());
  }

  /** Columns of the result from the beginning of one image to that of the next. */
  int step() {
    return step * output.width();
  }

  /** Columns of the result of some images. */
  int columns(int count) {
    return (count - 1) * step() + output.pixels();
  }

  /** What a row of the kernel meets: {@link #height} x {@link #columns}. */
  Numbers.Part met(int kernelRow) {
    int phase = kernelRow % sizes.stride();
    int row = kernelRow / sizes.stride();
    return new Numbers.Part(numbers, (phase * rows + row) * output.width(), width());
  }

  /** Sets everything to zero, to begin a sum. */
  void clear() {
    numbers.clear(0, (int) memory.length());
  }

  /** A stretch of an image, and where it lies here. */
  private interface Stretch {
    void at(int lowered, int image, int length);
  }

  /** Copies images; what lies beyond their borders stays zero. */
  void lower(Numbers from, int first, int count) {
    stretches(
        first,
        count,
        (here, there, length) -> numbers.copy(here, from, there, sizes.stride(), length));
    if (whole) {
      clearBorders(count);
    }
  }

  /** Adds to images all that lies here, which is changed on the way. */
  void raise(Numbers to, int first, int count) {
    if (whole) {
      clearBorders(count);
    }
    stretches(
        first,
        count,
        (here, there, length) -> to.add(there, sizes.stride(), numbers, here, length));
  }

  private void stretches(int first, int count, Stretch stretch) {
    for (int b = 0; b < sizes.kernel(); b++) {
      for (int c = 0; c < image.channels(); c++) {
        for (int n = 0; n < count; n++) {
          int there = (first + n) * image.size() + image.column(c, 0, 0);
          if (whole) {
            channel(b, place(b, c, n), there, stretch);
          } else {
            rows(b, place(b, c, n), there, stretch);
          }
        }
      }
    }
  }

  /** Where the copy of a channel of an image begins, its zeros included. */
  private int place(int kernelColumn, int channel, int number) {
    return (channel * sizes.kernel() + kernelColumn) * width() + number * step();
  }

  /** How far the copy for a column of the kernel is moved to the left. */
  private int shift(int kernelColumn) {
    return kernelColumn - sizes.padding();
  }

  /** A whole channel, moved; its rows run over into one another at the border. */
  private void channel(int b, int here, int there, Stretch stretch) {
    int left = Math.max(0, shift(b));
    int right = Math.max(0, -shift(b));
    stretch.at(
        here + sizes.padding() * image.width() + right,
        there + left,
        image.pixels() - left - right);
  }

  /** Sets to zero what has run over the border, or what met nothing beyond it. */
  private void clearBorders(int count) {
    int width = image.width();
    for (int b = 0; b < sizes.kernel(); b++) {
      int from = shift(b) > 0 ? width - shift(b) : 0;
      for (int i = 0; i < Math.abs(shift(b)); i++) {
        for (int c = 0; c < image.channels(); c++) {
          for (int n = 0; n < count; n++) {
            int here = place(b, c, n) + sizes.padding() * width + from + i;
            numbers.clear(here, width, image.height());
          }
        }
      }
    }
  }

  /** The part of each row that is not moved beyond the border. */
  private void rows(int b, int here, int there, Stretch stretch) {
    int stride = sizes.stride();
    int width = output.width();
    // Entry j of a row of the result meets pixel j stride + shift, if there is one.
    int from = Math.max(0, Math.floorDiv(stride - 1 - shift(b), stride));
    int to = Math.min(width, Math.floorDiv(image.width() - 1 - shift(b), stride) + 1);
    if (from >= to) {
      return;
    }
    for (int y = 0; y < image.height(); y++) {
      int row = y + sizes.padding();
      stretch.at(
          here + (row % stride * rows + row / stride) * width + from,
          there + y * image.width() + from * stride + shift(b),
          to - from);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
