package org.koopflow.numerics.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.koopflow.api.Batch;

/**
 * Arrays in NumPy's file format, versions 1 to 3 (NumPy enhancement proposal 1). Reads integers,
 * booleans and floating-point numbers of 4 and 8 bytes in either byte order and in C or Fortran
 * order; writes single precision in C order, version 1.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 8192;

  private Npy() {}

  /**
   * What a file holds.
   *
   * @param shape sizes as in the file; empty for a single number
   * @param values as a matrix: the first axis gives the rows and all others together, in C order,
   *     the columns. Single precision if that is exact for the file's type, double otherwise
   */
  public record Contents(List<Integer> shape, Batch values) {
    /**
     * Copies the shape.
     *
     * @param shape sizes as in the file
     * @param values the numbers
     */
    public Contents {
      shape = List.copyOf(shape);
    }
  }

  /**
   * Reads a file. Its header is believed only as far as the file's length agrees with it.
   *
   * @param file the file
   * @return shape and numbers
   * @throws org.koopflow.api.KoopflowException if the file cannot be read, is damaged or holds
   *     something else than numbers
   */
  public static Contents read(Path file) {
    return DataFiles.read(file, Npy::readChannel);
  }

  private static Contents readChannel(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(file, channel, channel.size());
    }
  }

  /**
   * Reads an array from where it stands.
   *
   * @param file what to call it in messages
   * @param channel its bytes
   * @param size how many they are
   */
  static Contents read(Path file, ReadableByteChannel channel, long size) throws IOException {
    if (size < MAGIC.length + 4) {
      throw DataFiles.damaged(file, "with " + size + " bytes it is too short for an NPY file");
    }
    ByteBuffer start = fill(channel, ByteBuffer.allocate(MAGIC.length + 2));
    byte[] magic = Arrays.copyOf(start.array(), MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      throw DataFiles.damaged(file, "it is not an NPY file, since it lacks the magic bytes");
    }
    int version = start.get(MAGIC.length);
    if (version < 1 || version > 3) {
      throw DataFiles.damaged(file, "NPY version " + version + " is unknown; 1, 2 and 3 are known");
    }
    ByteBuffer field =
        fill(channel, ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN));
    long length =
        version == 1
            ? Short.toUnsignedLong(field.getShort())
            : Integer.toUnsignedLong(field.getInt());
    long behind = size - start.capacity() - field.capacity();
    if (length > behind) {
      throw DataFiles.damaged(
          file, "its header is said to take " + length + " bytes, but " + behind + " follow");
    }
    if (length > NpyHeader.LIMIT) {
      throw DataFiles.damaged(
          file,
          "its header is said to take "
              + length
              + " bytes, at most "
              + NpyHeader.LIMIT
              + " are read");
    }
    ByteBuffer text = fill(channel, ByteBuffer.allocate((int) length));
    NpyHeader header = NpyHeader.parse(file, StandardCharsets.UTF_8.decode(text).toString());
    long left = behind - length;
    long expected = (long) header.count() * header.type().bytes();
    if (left != expected) {
      throw DataFiles.damaged(
          file,
          "its header promises "
              + expected
              + " bytes of numbers (shape "
              + header.shape()
              + "), but "
              + left
              + " follow");
    }
    DataFiles.requireRoom(file, header.count(), header.type().single() ? 4 : 8);
    return new Contents(header.shape(), readValues(channel, header));
  }

  private static ByteBuffer fill(ReadableByteChannel channel, ByteBuffer buffer)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static Batch readValues(ReadableByteChannel channel, NpyHeader header)
      throws IOException {
    NpyHeader.Type type = header.type();
    int count = header.count();
    float[] floats = type.single() ? new float[count] : null;
    double[] doubles = type.single() ? null : new double[count];
    NpyHeader.Cursor cursor = header.cursor();
    for (int done = 0; done < count; ) {
      int now = Math.min(CHUNK, count - done);
      ByteBuffer chunk =
          fill(channel, ByteBuffer.allocate(now * type.bytes()).order(header.order()));
      for (int i = 0; i < now; i++) {
        double value = type.read().applyAsDouble(chunk);
        int at = cursor.next();
        if (floats != null) {
          floats[at] = (float) value;
        } else {
          doubles[at] = value;
        }
      }
      done += now;
    }
    return floats != null
        ? Batch.of(header.rows(), header.columns(), floats)
        : Batch.ofDoubles(header.rows(), header.columns(), doubles);
  }

  /**
   * Writes a matrix in single precision. The file appears whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param values the numbers; its sizes are the shape
   * @throws org.koopflow.api.KoopflowException if the file cannot be written
   */
  public static void write(Path file, Batch values) {
    write(file, values, List.of(values.rows(), values.columns()));
  }

  /**
   * Writes an array of any shape in single precision. The file appears whole or not at all.
   *
   * @param file the file, replaced if it exists
   * @param values the numbers in C order
   * @param shape its sizes, whose product is the number of values
   * @throws IllegalArgumentException if the shape does not fit the numbers
   * @throws org.koopflow.api.KoopflowException if the file cannot be written
   */
  public static void write(Path file, Batch values, List<Integer> shape) {
    long count = 1;
    for (int size : shape) {
      count = Math.multiplyExact(count, size);
    }
    if (count != values.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + " does not fit " + values.size() + " numbers");
    }
    AtomicFile.write(file, partial -> writeChannel(partial, values.floats(), shape));
  }

  private static void writeChannel(Path file, float[] values, List<Integer> shape)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      drain(channel, header(shape));
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int done = 0; done < values.length; ) {
        int now = Math.min(CHUNK, values.length - done);
        chunk.clear();
        chunk.asFloatBuffer().put(values, done, now);
        drain(channel, chunk.limit(now * Float.BYTES));
        done += now;
      }
    }
  }

  private static ByteBuffer header(List<Integer> shape) {
    String sizes =
        shape.size() == 1
            ? shape.get(0) + ","
            : shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
    int before = MAGIC.length + 4;
    int unpadded = before + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - before));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }

  private static void drain(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
