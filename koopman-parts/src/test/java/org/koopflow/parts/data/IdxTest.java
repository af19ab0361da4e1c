package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.testkit.Failures;

class IdxTest {
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1, 2, 3, (byte) 254, (byte) 255
  };

  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("given"), bytes);
  }

  private static byte[] changed(int at, int... values) {
    byte[] bytes = IMAGES.clone();
    for (int i = 0; i < values.length; i++) {
      bytes[at + i] = (byte) values[i];
    }
    return bytes;
  }

  private void assertReads(byte[] bytes) throws IOException {
    Idx read = Idx.read(file(bytes));
    assertThat(read.shape()).containsExactly(2, 1, 3);
    assertThat(read.values()).containsExactly(0, 1, 2, 3, 254, 255);
  }

  @Test
  void readsPlainAndCompressedFilesOfAnyName() throws IOException {
    assertReads(IMAGES);
    assertReads(IdxFiles.gzip(IMAGES));
  }

  @Test
  void refusesOtherMagicNumbers() throws IOException {
    Path other = file(changed(0, 0x50, 0x4b));
    Failures.assertFails(() -> Idx.read(other), "given", "not an IDX file", "0x504b0803");
    Path floats = file(changed(2, 0x0d));
    Failures.assertFails(() -> Idx.read(floats), "type 0x0d", "unsigned bytes");
    Path compressed = file(IdxFiles.gzip(changed(0, 1)));
    Failures.assertFails(() -> Idx.read(compressed), "not an IDX file");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] compressed = IdxFiles.gzip(IMAGES);
    for (int length = 0; length < IMAGES.length; length++) {
      Path plain = file(Arrays.copyOf(IMAGES, length));
      Failures.assertFails(() -> Idx.read(plain), "given");
    }
    for (int length = 0; length < compressed.length; length++) {
      Path zipped = file(Arrays.copyOf(compressed, length));
      Failures.assertFails(() -> Idx.read(zipped), "given");
    }
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 1);
    Path plain = file(longer);
    Failures.assertFails(() -> Idx.read(plain), "more than the 6 bytes");
    Path zipped = file(IdxFiles.gzip(longer));
    Failures.assertFails(() -> Idx.read(zipped), "more than the 6 bytes");
  }

  @Test
  void believesNoSizeThatTheFileCannotHold() throws IOException {
    byte[] huge = changed(4, 0x10, 0, 0, 0);
    Path plain = file(huge);
    Failures.assertFails(() -> Idx.read(plain), "promises", "more than the file can hold");
    Path zipped = file(IdxFiles.gzip(huge));
    Failures.assertFails(() -> Idx.read(zipped), "promises", "more than the file can hold");
    // Products beyond a long, and sizes beyond an int beside an empty axis.
    Path overflowing = file(changed(4, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1));
    Failures.assertFails(() -> Idx.read(overflowing), "more than the file can hold");
    Path empty = file(changed(4, 0, 0, 0, 0, -1, -1, -1, -1));
    Failures.assertFails(() -> Idx.read(empty), "more than the file can hold");
  }

  @Test
  void refusesCorruptCompression() throws IOException {
    byte[] compressed = IdxFiles.gzip(IMAGES);
    compressed[compressed.length - 6] ^= 0x55;
    Path file = file(compressed);
    Failures.assertFails(() -> Idx.read(file), "given", "gzip", "corrupt");
  }

  @Test
  void neverFailsOtherwiseOnDamage() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    for (byte[] whole : new byte[][] {IMAGES, IdxFiles.gzip(IMAGES)}) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        Path file = file(damaged);
        Throwable failure = catchThrowable(() -> Idx.read(file));
        if (failure != null) {
          Failures.assertOneLine(failure, "given");
        }
      }
    }
  }
}
