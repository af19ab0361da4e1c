package org.koopflow.core.run;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.numerics.file.DataFiles;
import org.koopflow.numerics.file.FileErrors;

/**
 * Weights in the safetensors format: eight bytes with the length of a JSON header (little-endian),
 * the header, which names type, shape and place of every tensor, and their bytes. Nothing in such a
 * file can be executed, and many programs read it.
 *
 * <p>Tensors of type F32 and F64 with two dimensions are written and read. Reading is strict: a
 * file is refused if its header is damaged, a type is another, or the tensors do not fill the file
 * exactly without gap or overlap.
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16;

  private Safetensors() {}

  /**
   * What a file holds.
   *
   * @param weights the tensors, in the order of the header
   * @param metadata free text by key, sorted by key
   */
  public record Content(Weights weights, Map<String, String> metadata) {
    /**
     * Copies the metadata.
     *
     * @param weights the tensors
     * @param metadata free text by key
     */
    public Content {
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
  }

  /**
   * Writes a file, whole or not at all. The same content gives the same bytes.
   *
   * @param file the file
   * @param weights the tensors
   * @param metadata free text by key, may be empty
   * @throws KoopflowException if the file system refuses
   */
  public static void write(Path file, Weights weights, Map<String, String> metadata) {
    AtomicFile.write(file, encode(weights, metadata));
  }

  /**
   * Reads a file. Its header is believed only as far as the file's length agrees with it, and
   * memory is taken after that.
   *
   * @param file the file
   * @return its content
   * @throws KoopflowException in one line that names the file, if it is missing or damaged
   */
  public static Content read(Path file) {
    try {
      return DataFiles.read(
          file,
          path -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
              return read(channel, channel.size(), path);
            }
          });
    } catch (OutOfMemoryError e) {
      throw new KoopflowException("cannot read '" + file + "': it is larger than memory", e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @param weights the tensors
   * @param metadata free text by key, may be empty
   * @return header length, header padded to a multiple of eight bytes, and tensors
   */
  public static byte[] encode(Weights weights, Map<String, String> metadata) {
    Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
    // Doubles come first, so that every tensor starts at a multiple of its own number's width.
    List<String> layout = new ArrayList<>(weights.values().keySet());
    layout.sort(
        (one, other) ->
            Integer.compare(
                weights.get(other).precision().bytes(), weights.get(one).precision().bytes()));
    Map<String, Long> begins = new LinkedHashMap<>();
    long end = 0;
    for (String name : layout) {
      begins.put(name, end);
      end += (long) weights.get(name).size() * weights.get(name).precision().bytes();
    }
    weights
        .values()
        .forEach(
            (name, value) ->
                entries.put(
                    name,
                    SafetensorsHeader.Entry.of(
                        value.precision(), value.rows(), value.columns(), begins.get(name))));
    byte[] header = new SafetensorsHeader(entries, metadata).toJson();
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.toIntExact(8L + padded + end)).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(header);
    byte[] padding = new byte[padded - header.length];
    Arrays.fill(padding, (byte) ' ');
    buffer.put(padding);
    for (String name : layout) {
      put(buffer, weights.get(name));
    }
    return buffer.array();
  }

  private static void put(ByteBuffer buffer, Batch value) {
    if (value.precision() == Precision.FLOAT32) {
      buffer.asFloatBuffer().put(value.floats());
    } else {
      buffer.asDoubleBuffer().put(value.doubles());
    }
    buffer.position(buffer.position() + value.size() * value.precision().bytes());
  }

  /**
   * Reads the bytes of a file.
   *
   * @param bytes all of them
   * @param file where they are from, for messages
   * @return the content
   * @throws KoopflowException in one line that names the file, if they are damaged
   */
  public static Content decode(byte[] bytes, Path file) {
    try {
      return read(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length, file);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  private static Content read(ReadableByteChannel channel, long size, Path file)
      throws IOException {
    if (size < Long.BYTES) {
      throw SafetensorsHeader.damaged(
          file, "it ends after " + size + " bytes, within the length of its header");
    }
    long length = fill(channel, Long.BYTES).getLong();
    if (length < 2 || length > SafetensorsHeader.LONGEST) {
      throw SafetensorsHeader.damaged(
          file,
          "a header of "
              + Long.toUnsignedString(length)
              + " bytes is announced, allowed are 2 to "
              + SafetensorsHeader.LONGEST);
    }
    long left = size - Long.BYTES;
    if (length > left) {
      throw SafetensorsHeader.damaged(
          file,
          "a header of " + length + " bytes is announced, and only " + left + " bytes follow");
    }
    String json;
    try {
      ByteBuffer text = fill(channel, (int) length);
      json = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw SafetensorsHeader.damaged(file, "its header is not text in UTF-8");
    }
    SafetensorsHeader header = SafetensorsHeader.parse(json, file);
    header.requireFills(left - length, file);
    DataFiles.requireRoom(file, left - length, 1);
    // Tensors follow one another without a gap, as was just checked, but in any order of names.
    List<Map.Entry<String, SafetensorsHeader.Entry>> layout =
        new ArrayList<>(header.entries().entrySet());
    layout.sort(Comparator.comparingLong(entry -> entry.getValue().begin()));
    Map<String, Batch> values = new LinkedHashMap<>();
    header.entries().keySet().forEach(name -> values.put(name, null));
    for (Map.Entry<String, SafetensorsHeader.Entry> entry : layout) {
      values.put(entry.getKey(), tensor(channel, entry.getValue()));
    }
    return new Content(new Weights(values), header.metadata());
  }

  private static ByteBuffer fill(ReadableByteChannel channel, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.flip();
  }

  private static Batch tensor(ReadableByteChannel channel, SafetensorsHeader.Entry entry)
      throws IOException {
    int count = entry.rows() * entry.columns();
    boolean single = entry.precision() == Precision.FLOAT32;
    float[] floats = single ? new float[count] : null;
    double[] doubles = single ? null : new double[count];
    for (int done = 0; done < count; ) {
      int now = Math.min(CHUNK, count - done);
      ByteBuffer chunk = fill(channel, now * entry.precision().bytes());
      if (single) {
        chunk.asFloatBuffer().get(floats, done, now);
      } else {
        chunk.asDoubleBuffer().get(doubles, done, now);
      }
      done += now;
    }
    return single
        ? Batch.of(entry.rows(), entry.columns(), floats)
        : Batch.ofDoubles(entry.rows(), entry.columns(), doubles);
  }
}
