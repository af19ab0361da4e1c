package org.koopflow.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.Weights;

class SafetensorsTest {
  private static final Path FILE = Path.of("weights.safetensors");

  @TempDir Path folder;

  private static Weights mixed() {
    Map<String, Batch> values = new LinkedHashMap<>();
    values.put("encoder.0.weight", Batch.of(2, 3, 1, -2, 3.5f, Float.MIN_VALUE, 5, 6));
    values.put("generator", Batch.ofDoubles(1, 2, Math.PI, -1e300));
    values.put("encoder.0.bias", Batch.of(1, 3, 0, -0f, Float.NaN));
    return new Weights(values);
  }

  @Test
  void bytesAreThoseOfTheFormat() {
    byte[] bytes =
        Safetensors.encode(
            new Weights(Map.of("w", Batch.of(1, 2, 1, -2))), Map.of("kind", "whiten", "a", "b"));

    String header =
        "{\"__metadata__\":{\"a\":\"b\",\"kind\":\"whiten\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
    String padded = header + " ".repeat((8 - header.length() % 8) % 8);
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "6800000000000000"
                + HexFormat.of().formatHex(padded.getBytes(StandardCharsets.US_ASCII))
                + "0000803f"
                + "000000c0");
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("deep/er/weights.safetensors");

    Safetensors.write(file, mixed(), Map.of("step", "7"));
    Safetensors.Content content = Safetensors.read(file);

    assertThat(content.metadata()).containsExactly(Map.entry("step", "7"));
    assertThat(content.weights().values().keySet())
        .containsExactlyElementsOf(mixed().values().keySet());
    mixed()
        .values()
        .forEach(
            (name, value) -> {
              Batch read = content.weights().get(name);
              assertThat(read.precision()).isEqualTo(value.precision());
              assertThat(read.rows()).isEqualTo(value.rows());
              assertThat(read.doubles()).isEqualTo(value.doubles());
            });
    assertThat(Float.floatToRawIntBits(content.weights().get("encoder.0.bias").floats()[1]))
        .isEqualTo(0x80000000);
  }

  /** Reads one tensor by file positions and a JSON tree, sharing no code with the reader. */
  @Test
  void anotherReaderFindsEveryTensorAligned() throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, mixed(), Map.of());

    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "r")) {
      long headerLength = Long.reverseBytes(raw.readLong());
      assertThat(headerLength % 8).isZero();
      byte[] header = new byte[(int) headerLength];
      raw.readFully(header);
      JsonNode tree = new ObjectMapper().readTree(header);
      assertThat(tree.size()).isEqualTo(3);
      for (Map.Entry<String, Batch> expected : mixed().values().entrySet()) {
        JsonNode entry = tree.get(expected.getKey());
        boolean wide = expected.getValue().precision() == Precision.FLOAT64;
        assertThat(entry.get("dtype").asText()).isEqualTo(wide ? "F64" : "F32");
        assertThat(entry.get("shape").toString())
            .isEqualTo(
                "[" + expected.getValue().rows() + "," + expected.getValue().columns() + "]");
        long at = 8 + headerLength + entry.get("data_offsets").get(0).asLong();
        assertThat(at % (wide ? 8 : 4)).isZero();
        raw.seek(at);
        for (double number : expected.getValue().doubles()) {
          double read =
              wide
                  ? Double.longBitsToDouble(Long.reverseBytes(raw.readLong()))
                  : Float.intBitsToFloat(Integer.reverseBytes(raw.readInt()));
          assertThat(Double.valueOf(read)).isEqualTo(Double.valueOf(number));
        }
        assertThat(raw.getFilePointer())
            .isEqualTo(8 + headerLength + entry.get("data_offsets").get(1).asLong());
      }
    }
  }

  @Test
  void tensorsMayLieInAnyOrder() {
    byte[] bytes =
        bytes(
            "{\"b\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[4,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}  ",
            1,
            2);

    Weights weights = Safetensors.decode(bytes, FILE).weights();

    assertThat(weights.values().keySet()).containsExactly("b", "a");
    assertThat(weights.get("a").get(0, 0)).isEqualTo(1);
    assertThat(weights.get("b").get(0, 0)).isEqualTo(2);
  }

  @Test
  void noTensorsAtAllIsAFileToo() {
    assertThat(Safetensors.decode(Safetensors.encode(Weights.EMPTY, Map.of()), FILE).weights())
        .isEqualTo(Weights.EMPTY);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = Safetensors.encode(mixed(), Map.of());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.decode(part, FILE))
          .isInstanceOf(KoopflowException.class)
          .hasMessageStartingWith("'weights.safetensors' is not a sound safetensors file: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining("none.safetensors")
        .hasMessageContaining("there is no file");
  }

  static Stream<Arguments> damaged() {
    String good = "{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}";
    return Stream.of(
        Arguments.of("[1]", "begin with '{'"),
        Arguments.of("{\"w\":", "not valid JSON"),
        Arguments.of("{} {}", "not valid JSON"),
        Arguments.of("{\"w\":" + good + ",\"w\":" + good + "}", "Duplicate"),
        Arguments.of("{\"w\":7}", "needs exactly"),
        Arguments.of("{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2]}}", "needs exactly"),
        Arguments.of("{\"w\":" + good.replace("F32", "BF16") + "}", "dtype 'BF16'"),
        Arguments.of("{\"w\":" + good.replace("[1,2]", "[2]") + "}", "shape [2]"),
        Arguments.of("{\"w\":" + good.replace("[1,2]", "[-1,-2]") + "}", "shape [-1,-2]"),
        Arguments.of("{\"w\":" + good.replace("[1,2]", "[1.0,2]") + "}", "shape [1.0,2]"),
        Arguments.of("{\"w\":" + good.replace("[1,2]", "[1,3]") + "}", "do not fit its shape"),
        Arguments.of(
            "{\"w\":" + good.replace("[1,2]", "[65536,65536]") + "}", "do not fit its shape"),
        Arguments.of("{\"w\":" + good.replace("[0,8]", "[8,0]") + "}", "do not fit its shape"),
        Arguments.of("{\"w\":" + good.replace("[0,8]", "[-8,0]") + "}", "do not fit its shape"),
        Arguments.of("{\"w\":" + good.replace("[0,8]", "[4,12]") + "}", "begins at byte 4"),
        Arguments.of("{\"w\":" + good + ",\"v\":" + good + "}", "begins at byte 0"),
        Arguments.of("{}", "need 0 bytes, and 8"),
        Arguments.of("{\"__metadata__\":{\"a\":1},\"w\":" + good + "}", "metadata 'a'"),
        Arguments.of("{\"__metadata__\":[],\"w\":" + good + "}", "not an object"));
  }

  @ParameterizedTest
  @MethodSource
  void damaged(String header, String complaint) {
    assertThatThrownBy(() -> Safetensors.decode(bytes(header, 1, 2), FILE))
        .isInstanceOf(KoopflowException.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining("weights.safetensors")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aHeaderLengthBeyondReasonIsRefused() {
    for (long length : new long[] {-1, 0, 1, 100_000_001, Long.MAX_VALUE}) {
      byte[] bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> Safetensors.decode(bytes, FILE))
          .isInstanceOf(KoopflowException.class)
          .hasMessageContaining("is announced");
    }
  }

  @Test
  void aHeaderThatIsNotTextIsRefused() {
    byte[] bytes = bytes("{\"w\":\"??\"}", 1);
    bytes[14] = (byte) 0xff;
    assertThatThrownBy(() -> Safetensors.decode(bytes, FILE)).hasMessageContaining("UTF-8");
  }

  @Test
  void emptyTensorsAndTheReservedNameAreNotWritten() {
    for (Weights weights :
        List.of(
            new Weights(Map.of("w", Batch.zeros(0, 3))),
            new Weights(Map.of("__metadata__", Batch.zeros(1, 1))))) {
      assertThatThrownBy(() -> Safetensors.encode(weights, Map.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static byte[] bytes(String header, float... numbers) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer =
        ByteBuffer.allocate(8 + text.length + 4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(text.length).put(text);
    for (float number : numbers) {
      buffer.putFloat(number);
    }
    return buffer.array();
  }

  @Test
  void aFileWithJunkBehindItIsRefused() throws IOException {
    Path file = folder.resolve("w.safetensors");
    byte[] whole = Safetensors.encode(mixed(), Map.of());
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("bytes follow the header");
  }
}
