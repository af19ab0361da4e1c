package org.koopflow.core.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
   * Reads a file.
   *
   * @param file the file
   * @return its content
   * @throws KoopflowException in one line that names the file, if it is missing or damaged
   */
  public static Content read(Path file) {
    try {
      return DataFiles.read(file, path -> decode(Files.readAllBytes(path), path));
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
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8) {
      throw SafetensorsHeader.damaged(
          file, "it ends after " + bytes.length + " bytes, within the length of its header");
    }
    long length = buffer.getLong();
    if (length < 2 || length > SafetensorsHeader.LONGEST) {
      throw SafetensorsHeader.damaged(
          file,
          "a header of "
              + Long.toUnsignedString(length)
              + " bytes is announced, allowed are 2 to "
              + SafetensorsHeader.LONGEST);
    }
    if (length > buffer.remaining()) {
      throw SafetensorsHeader.damaged(
          file,
          "a header of "
              + length
              + " bytes is announced, and only "
              + buffer.remaining()
              + " bytes follow");
    }
    String json;
    try {
      ByteBuffer text = ByteBuffer.wrap(bytes, 8, (int) length);
      json = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw SafetensorsHeader.damaged(file, "its header is not text in UTF-8");
    }
    SafetensorsHeader header = SafetensorsHeader.parse(json, file);
    buffer.position(8 + (int) length);
    ByteBuffer data = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    header.requireFills(data.remaining(), file);
    Map<String, Batch> values = new LinkedHashMap<>();
    header.entries().forEach((name, entry) -> values.put(name, get(data, entry)));
    return new Content(new Weights(values), header.metadata());
  }

  private static Batch get(ByteBuffer data, SafetensorsHeader.Entry entry) {
    ByteBuffer part = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).position((int) entry.begin());
    if (entry.precision() == Precision.FLOAT32) {
      float[] floats = new float[entry.rows() * entry.columns()];
      part.asFloatBuffer().get(floats);
      return Batch.of(entry.rows(), entry.columns(), floats);
    }
    double[] doubles = new double[entry.rows() * entry.columns()];
    part.asDoubleBuffer().get(doubles);
    return Batch.ofDoubles(entry.rows(), entry.columns(), doubles);
  }
}
