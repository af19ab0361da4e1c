package org.koopflow.numerics.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;
import org.koopflow.testkit.Failures;

class NpyTest {
  private static final double[] M = {1.5, -2.25, 3.0, 4.0, 5.5, -6.125};

  @TempDir Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("given.npy"), bytes);
  }

  private Path withHeader(String header, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(10 + header.length() + bytes);
    buffer.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    buffer.put((byte) 1).put((byte) 0).putShort((short) header.length());
    buffer.put(header.getBytes(StandardCharsets.US_ASCII));
    return file(buffer.array());
  }

  @ParameterizedTest
  @CsvSource({
    "v1-f4.npy, FLOAT32",
    "v2-f4.npy, FLOAT32",
    "big-endian-f4.npy, FLOAT32",
    "fortran-f8.npy, FLOAT64"
  })
  void readsMatrices(String name, Precision precision) throws IOException {
    Npy.Contents contents = Npy.read(resource(name));
    assertThat(contents.shape()).containsExactly(2, 3);
    assertThat(contents.values().precision()).isEqualTo(precision);
    assertThat(contents.values().rows()).isEqualTo(2);
    assertThat(contents.values().doubles()).containsExactly(M);
  }

  @Test
  void readsDoublePrecisionInFull() throws IOException {
    assertThat(Npy.read(resource("v3-f8.npy")).values().doubles())
        .containsExactly(Arrays.stream(M).map(value -> value + 1e-12).toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fortran-3d-i2.npy", "3d-i8.npy"})
  void flattensMoreAxesInCOrder(String name) throws IOException {
    Npy.Contents contents = Npy.read(resource(name));
    assertThat(contents.shape()).containsExactly(2, 3, 4);
    assertThat(contents.values().rows()).isEqualTo(2);
    assertThat(contents.values().columns()).isEqualTo(12);
    assertThat(contents.values().doubles())
        .containsExactly(IntStream.range(0, 24).asDoubleStream().toArray());
  }

  @Test
  void readsFewerAxes() throws IOException {
    Npy.Contents vector = Npy.read(resource("1d-f4.npy"));
    assertThat(vector.shape()).containsExactly(3);
    assertThat(vector.values()).isEqualTo(Batch.of(3, 1, 1, 2, 3));
    Npy.Contents number = Npy.read(resource("0d-f8.npy"));
    assertThat(number.shape()).isEmpty();
    assertThat(number.values()).isEqualTo(Batch.ofDoubles(1, 1, 7.25));
    assertThat(Npy.read(resource("empty.npy")).values()).isEqualTo(Batch.zeros(0, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "i1.npy, -128, 127",
    "u1.npy, 0, 255",
    "u2.npy, 0, 65535",
    "i4.npy, -2147483648, 2147483647",
    "u4.npy, 0, 4294967295",
    "u8.npy, 0, 18446744073709551615",
    "bool.npy, 1, 0"
  })
  void readsIntegers(String name, double first, double second) throws IOException {
    assertThat(Npy.read(resource(name)).values().doubles()).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "structured.npy, not supported",
    "complex.npy, '<c16'",
    "half.npy, '<f2'",
    "object.npy, '|O'",
    "archive.npz, not an NPY file"
  })
  void refusesWhatIsNotRealNumbers(String name, String part) throws IOException {
    Path file = resource(name);
    Failures.assertFails(() -> Npy.read(file), name, part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }; promises 24 bytes",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }; than an array can",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 99999, 99999), }; than an array",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 0), }; gives the shape",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }; gives the shape (-1, 2)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (,), }; gives the shape (,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': 5, }; lacks a valid 'shape'",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }; lacks a valid 'fortran_order'",
        "{'fortran_order': False, 'shape': (1,), }; lacks 'descr'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,); lacks 'descr'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ((1,),), }; lacks a valid 'shape'",
        "{'note': \"'descr': '<f4'\", 'shape': (1,), }; lacks 'descr'",
        "nothing of the kind; lacks 'descr'"
      })
  void refusesHeadersThatTheFileBelies(String header, String part) throws IOException {
    Path file = withHeader(header, 20);
    Failures.assertFails(() -> Npy.read(file), "given.npy", part.strip());
  }

  @Test
  void refusesTrailingBytes() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("v1-f4.npy"));
    Path file = file(Arrays.copyOf(bytes, bytes.length + 3));
    Failures.assertFails(() -> Npy.read(file), "promises 24 bytes", "27 follow");
  }

  @Test
  void refusesUnknownVersions() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("v1-f4.npy"));
    bytes[6] = 9;
    Path file = file(bytes);
    Failures.assertFails(() -> Npy.read(file), "version 9");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("v2-f4.npy"));
    for (int length = 0; length < bytes.length; length++) {
      Path file = file(Arrays.copyOf(bytes, length));
      Failures.assertFails(() -> Npy.read(file), "given.npy");
    }
  }

  @Test
  void neverFailsOtherwiseOnDamagedHeaders() throws IOException {
    byte[] bytes = Files.readAllBytes(resource("fortran-3d-i2.npy"));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        damaged[random.nextInt(80)] = (byte) random.nextInt(256);
      }
      Path file = file(damaged);
      Throwable failure = catchThrowable(() -> Npy.read(file));
      if (failure != null) {
        Failures.assertOneLine(failure, "given.npy");
      }
    }
  }

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("out.npy");
    Batch matrix = Batch.of(3, 2, 1, -2, 3.5f, Float.MIN_VALUE, Float.MAX_VALUE, -0f);
    Npy.write(file, matrix);
    assertThat(Npy.read(file)).isEqualTo(new Npy.Contents(List.of(3, 2), matrix));
    Npy.write(file, Batch.ofDoubles(1, 6, M), List.of(1, 2, 3));
    assertThat(Npy.read(file).shape()).containsExactly(1, 2, 3);
    assertThat(Npy.read(file).values().doubles()).containsExactly(M);
  }

  @Test
  void readsBackMoreThanOneChunk() {
    float[] many = new float[20_001];
    for (int i = 0; i < many.length; i++) {
      many[i] = i;
    }
    Path file = folder.resolve("out.npy");
    Npy.write(file, Batch.of(20_001, 1, many), List.of(20_001));
    assertThat(Npy.read(file).values().floats()).containsExactly(many);
  }

  @Test
  void writesWhatNumPyWrites() throws IOException {
    Path file = folder.resolve("out.npy");
    Npy.write(file, Batch.ofDoubles(2, 3, M));
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(resource("v1-f4.npy")));
    Npy.write(file, Batch.of(3, 1, 1, 2, 3), List.of(3));
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(resource("1d-f4.npy")));
  }

  @Test
  void leavesNothingBehindWhenWritingFails() throws IOException {
    Files.createDirectory(folder.resolve("taken.npy"));
    Files.createFile(folder.resolve("taken.npy").resolve("inside"));
    Failures.assertFails(
        () -> Npy.write(folder.resolve("taken.npy"), Batch.zeros(2, 2)), "taken.npy");
    Failures.assertFails(
        () -> Npy.write(folder.resolve("absent").resolve("a.npy"), Batch.zeros(2, 2)),
        "no such folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Npy.write(folder.resolve("a.npy"), Batch.zeros(2, 2), List.of(2, 3)))
        .withMessageContaining("[2, 3]");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("taken.npy"));
    }
  }

  @Test
  void namesFilesThatAreNotThere() {
    Failures.assertFails(() -> Npy.read(folder.resolve("absent.npy")), "no file", "absent.npy");
    Failures.assertFails(() -> Npy.read(folder), "is a folder");
  }
}
