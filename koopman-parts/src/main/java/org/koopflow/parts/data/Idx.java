package org.koopflow.parts.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.koopflow.numerics.file.DataFiles;

/**
 * An array of unsigned bytes in the IDX format of the MNIST database: two zero bytes, the type 8,
 * the number of axes, the sizes as big-endian integers, then the bytes in C order.
 *
 * @param shape size of each axis
 * @param values the bytes, not copied
 */
public record Idx(List<Integer> shape, byte[] values) {
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int UNSIGNED_BYTE = 8;
  private static final int MOST_AXES = 64;

  /** Best compression that gzip's algorithm can reach. */
  private static final long DEFLATE_LIMIT = 1032;

  /**
   * Copies the shape.
   *
   * @param shape size of each axis
   * @param values the bytes
   */
  public Idx {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a file, plain or compressed by gzip, which its first bytes tell and not its name.
   *
   * @param file the file
   * @return its sizes and bytes
   * @throws org.koopflow.api.KoopflowException if the file cannot be read, is no IDX file of
   *     unsigned bytes, or is shorter or longer than its header says
   */
  public static Idx read(Path file) {
    return DataFiles.read(file, Idx::open);
  }

  private static Idx open(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
      in.reset();
      if (!gzip) {
        return parse(file, in, Files.size(file));
      }
      try (InputStream plain = new GZIPInputStream(in, 1 << 16)) {
        return parse(file, plain, DEFLATE_LIMIT * Files.size(file));
      }
    }
  }

  private static Idx parse(Path file, InputStream in, long most) throws IOException {
    DataInputStream header = new DataInputStream(in);
    int magic = readMagic(file, header);
    int type = magic >>> 8;
    if (type >>> 8 != 0) {
      throw DataFiles.damaged(
          file, String.format("it is not an IDX file, since its magic number is 0x%08x", magic));
    }
    if (type != UNSIGNED_BYTE) {
      throw DataFiles.damaged(
          file,
          String.format(
              "its IDX values have type 0x%02x; only unsigned bytes (0x08) are supported", type));
    }
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    if ((magic & 0xff) > MOST_AXES) {
      throw DataFiles.damaged(
          file, "its header gives " + (magic & 0xff) + " axes, at most " + MOST_AXES + " are read");
    }
    for (int axis = magic & 0xff; axis > 0; axis--) {
      long size = Integer.toUnsignedLong(header.readInt());
      shape.add((int) size);
      count *= size;
      // Checked at every step, so that the next product cannot overflow a long.
      if (Math.max(count, size) > Math.min(most, Integer.MAX_VALUE - 8)) {
        throw DataFiles.damaged(
            file, "its header promises at least " + count + " bytes, more than the file can hold");
      }
    }
    DataFiles.requireRoom(file, count, 1);
    byte[] values = in.readNBytes((int) count);
    if (values.length < count) {
      throw DataFiles.damaged(
          file,
          "its header promises "
              + count
              + " bytes (shape "
              + shape
              + "), but only "
              + values.length
              + " follow");
    }
    if (in.read() >= 0) {
      throw DataFiles.damaged(
          file, "more than the " + count + " bytes follow that its header promises");
    }
    return new Idx(shape, values);
  }

  private static int readMagic(Path file, DataInputStream header) throws IOException {
    try {
      return header.readInt();
    } catch (EOFException e) {
      throw DataFiles.damaged(file, "it is too short for an IDX file");
    }
  }
}
