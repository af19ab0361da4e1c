package org.koopflow.backend.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of an array one after the other, for what ND4J has no operation for, or a slow one:
 * its gathers take four times, its convolutions with their gradients six to fifteen times, its
 * scatters forty times as long as what is made of copies, sums and products of these. All numbers
 * that meet are of one width.
 */
abstract class Numbers {
  /** Below this length a loop is quicker than a copy of memory. */
  private static final int SHORT = 8;

  /** From this length on a sum is worth a call of native code. */
  private static final int LONG = 32;

  private final BytePointer bytes;
  private final int width;

  private Numbers(Pointer pointer, int width) {
    this.bytes = new BytePointer(pointer);
    this.width = width;
  }

  /** The numbers of an array that is written row by row. */
  static Numbers of(INDArray array) {
    Pointer pointer = array.data().pointer();
    // Pointers of our own, since they move.
    return array.dataType() == DataType.DOUBLE
        ? new Doubles(new DoublePointer(pointer))
        : new Floats(new FloatPointer(pointer));
  }

  /** Sets numbers to zero. */
  final void clear(int from, int length) {
    Pointer.memset(bytes.position((long) from * width), 0, (long) length * width);
  }

  /** Sets numbers to zero that lie a step apart. */
  abstract void clear(int from, int step, int length);

  /**
   * Copies numbers.
   *
   * @param to place of the first
   * @param source where they come from
   * @param from place of the first there
   * @param step from one to the next there
   * @param length how many
   */
  abstract void copy(int to, Numbers source, int from, int step, int length);

  /**
   * Adds numbers.
   *
   * @param to place of the first sum
   * @param step from one sum to the next
   * @param source what is added
   * @param from place of the first there
   * @param length how many
   */
  abstract void add(int to, int step, Numbers source, int from, int length);

  /** A matrix among numbers: where it begins, how far its rows are apart, whether transposed. */
  record Part(Numbers numbers, int from, int stride, boolean transposed) {
    Part(Numbers numbers, int from, int stride) {
      this(numbers, from, stride, false);
    }

    Part transpose() {
      return new Part(numbers, from, stride, !transposed);
    }

    private int order() {
      return transposed ? CblasTrans : CblasNoTrans;
    }
  }

  /**
   * {@code to = a b}, or {@code to += a b}; a is rows x inner, b is inner x columns, and the three
   * lie in arrays of their own.
   */
  static void product(Part to, Part a, Part b, int rows, int inner, int columns, boolean add) {
    to.numbers.fill(to, a, b, rows, inner, columns, add);
  }

  abstract void fill(Part to, Part a, Part b, int rows, int inner, int columns, boolean add);

  private static final class Floats extends Numbers {
    private final FloatPointer pointer;
    private final FloatBuffer buffer;

    Floats(FloatPointer pointer) {
      super(pointer, Float.BYTES);
      this.buffer = pointer.asBuffer();
      this.pointer = pointer;
    }

    private static FloatPointer at(Part part) {
      return ((Floats) part.numbers).pointer.position(part.from);
    }

    @Override
    void clear(int from, int step, int length) {
      for (int i = 0; i < length; i++) {
        buffer.put(from + i * step, 0);
      }
    }

    @Override
    void copy(int to, Numbers source, int from, int step, int length) {
      FloatBuffer other = ((Floats) source).buffer;
      if (step == 1 && length >= SHORT) {
        buffer.put(to, other, from, length);
        return;
      }
      for (int i = 0; i < length; i++) {
        buffer.put(to + i, other.get(from + i * step));
      }
    }

    @Override
    void add(int to, int step, Numbers source, int from, int length) {
      if (length >= LONG) {
        cblas_saxpy(
            length, 1, ((Floats) source).pointer.position(from), 1, pointer.position(to), step);
        return;
      }
      FloatBuffer other = ((Floats) source).buffer;
      for (int i = 0; i < length; i++) {
        int at = to + i * step;
        buffer.put(at, buffer.get(at) + other.get(from + i));
      }
    }

    @Override
    void fill(Part to, Part a, Part b, int rows, int inner, int columns, boolean add) {
      cblas_sgemm(
          CblasRowMajor,
          a.order(),
          b.order(),
          rows,
          columns,
          inner,
          1,
          at(a),
          a.stride,
          at(b),
          b.stride,
          add ? 1 : 0,
          at(to),
          to.stride);
    }
  }

  private static final class Doubles extends Numbers {
    private final DoublePointer pointer;
    private final DoubleBuffer buffer;

    Doubles(DoublePointer pointer) {
      super(pointer, Double.BYTES);
      this.buffer = pointer.asBuffer();
      this.pointer = pointer;
    }

    private static DoublePointer at(Part part) {
      return ((Doubles) part.numbers).pointer.position(part.from);
    }

    @Override
    void clear(int from, int step, int length) {
      for (int i = 0; i < length; i++) {
        buffer.put(from + i * step, 0);
      }
    }

    @Override
    void copy(int to, Numbers source, int from, int step, int length) {
      DoubleBuffer other = ((Doubles) source).buffer;
      if (step == 1 && length >= SHORT) {
        buffer.put(to, other, from, length);
        return;
      }
      for (int i = 0; i < length; i++) {
        buffer.put(to + i, other.get(from + i * step));
      }
    }

    @Override
    void add(int to, int step, Numbers source, int from, int length) {
      if (length >= LONG) {
        cblas_daxpy(
            length, 1, ((Doubles) source).pointer.position(from), 1, pointer.position(to), step);
        return;
      }
      DoubleBuffer other = ((Doubles) source).buffer;
      for (int i = 0; i < length; i++) {
        int at = to + i * step;
        buffer.put(at, buffer.get(at) + other.get(from + i));
      }
    }

    @Override
    void fill(Part to, Part a, Part b, int rows, int inner, int columns, boolean add) {
      cblas_dgemm(
          CblasRowMajor,
          a.order(),
          b.order(),
          rows,
          columns,
          inner,
          1,
          at(a),
          a.stride,
          at(b),
          b.stride,
          add ? 1 : 0,
          at(to),
          to.stride);
    }
  }
}
