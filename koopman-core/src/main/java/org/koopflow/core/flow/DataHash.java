package org.koopflow.core.flow;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.data.Dataset;

/** Tells whether two runs saw the same data. */
final class DataHash {
  private static final int CHUNK = 1 << 14;

  private DataHash() {}

  /**
   * Hash of all numbers, bit by bit in single precision, of the labels, and of the sizes of both.
   * The name and the way to show a row do not enter.
   *
   * @param data the data
   * @return SHA-256 in 64 lower-case hexadecimal digits
   */
  public static String of(Dataset data) {
    MessageDigest digest = sha256();
    add(digest, data.train());
    add(digest, data.trainLabels());
    add(digest, data.test());
    add(digest, data.testLabels());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, Batch batch) {
    add(digest, batch.rows(), batch.columns());
    float[] values = batch.floats();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      chunk.clear().asFloatBuffer().put(values, from, count);
      digest.update(chunk.limit(count * Float.BYTES));
    }
  }

  private static void add(MessageDigest digest, Optional<int[]> labels) {
    add(digest, labels.map(l -> l.length).orElse(-1));
    labels.ifPresent(l -> add(digest, l));
  }

  private static void add(MessageDigest digest, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    digest.update(bytes);
  }
}
