package org.koopflow.backend.nd4j;

import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One image at a time, lowered for the products that make a convolution of it: for each column of
 * the kernel a copy of the image, moved so that each entry lies where the result has it. Copies for
 * the rows of the kernel are not needed, since what the next row meets begins a row further on in
 * the same memory (Cho and Brand, MEC: Memory-efficient Convolution for Deep Neural Network, 2017).
 * With a stride, the rows that one row of the kernel meets are gathered in a phase of their own.
 */
final class Lowered implements AutoCloseable {
  private final Convolution sizes;
  private final ImageLayout image;
  private final int width;

  /** Rows of each phase. */
  private final int rows;

  private final INDArray memory;
  private final Numbers numbers;

  Lowered(Convolution sizes, DataType type) {
    this.sizes = sizes;
    this.image = sizes.input();
    this.width = sizes.output().width();
    this.rows = sizes.output().height() + (sizes.kernel() - 1) / sizes.stride();
    this.memory = Nd4j.create(type, height(), stride());
    this.numbers = Numbers.of(memory);
  }

  /** Rows as a matrix: one for each channel and column of the kernel. */
  int height() {
    return image.channels() * sizes.kernel();
  }

  private int stride() {
    return Math.multiplyExact(sizes.stride() * rows, width);
  }

  /** What a row of the kernel meets: {@link #height} x positions of the result. */
  Numbers.Part met(int kernelRow) {
    int phase = kernelRow % sizes.stride();
    int row = kernelRow / sizes.stride();
    return new Numbers.Part(numbers, (phase * rows + row) * width, stride());
  }

  /** Sets everything to zero, to begin a sum. */
  void clear() {
    numbers.clear(0, (int) memory.length());
  }

  /** A stretch of a row of an image, and where it lies here. */
  private interface Stretch {
    void at(int lowered, int image, int length);
  }

  /** Copies an image; what lies beyond its border stays zero. */
  void lower(Numbers images, int number) {
    stretches(
        number, (here, there, length) -> numbers.copy(here, images, there, sizes.stride(), length));
  }

  /** Adds to an image all that lies here. */
  void raise(Numbers images, int number) {
    stretches(
        number, (here, there, length) -> images.add(there, sizes.stride(), numbers, here, length));
  }

  private void stretches(int number, Stretch stretch) {
    int stride = sizes.stride();
    int padding = sizes.padding();
    for (int b = 0; b < sizes.kernel(); b++) {
      // Entry j of a row of the result meets pixel j stride + b - padding, if there is one.
      int first = Math.max(0, Math.floorDiv(padding - b + stride - 1, stride));
      int end = Math.min(width, Math.floorDiv(image.width() - 1 + padding - b, stride) + 1);
      if (first >= end) {
        continue;
      }
      int x = first * stride + b - padding;
      for (int c = 0; c < image.channels(); c++) {
        int channel = (c * sizes.kernel() + b) * stride();
        for (int y = 0; y < image.height(); y++) {
          int row = (y + padding) / stride;
          if (row < rows) {
            int phase = (y + padding) % stride;
            stretch.at(
                channel + (phase * rows + row) * width + first,
                number * image.size() + image.column(c, y, x),
                end - first);
          }
        }
      }
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
