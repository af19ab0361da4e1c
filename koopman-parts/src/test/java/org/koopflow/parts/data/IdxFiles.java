package org.koopflow.parts.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes small IDX files. */
final class IdxFiles {
  private IdxFiles() {}

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** An IDX file whose k-th byte is {@code first + k}. */
  static byte[] idx(int first, int... shape) {
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + count);
    bytes.putInt(0x0800 | shape.length);
    for (int size : shape) {
      bytes.putInt(size);
    }
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (first + i));
    }
    return bytes.array();
  }

  /** Three training images and two test images of 2 x 3 pixels; labels and tests compressed. */
  static void writeFolder(Path folder) throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte"), idx(0, 3, 2, 3));
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), gzip(idx(7, 3)));
    Files.write(folder.resolve("t10k-images-idx3-ubyte.gz"), gzip(idx(244, 2, 2, 3)));
    // Compressed without the name saying so.
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), gzip(idx(254, 2)));
  }
}
