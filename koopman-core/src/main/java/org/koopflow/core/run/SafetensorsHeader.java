package org.koopflow.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;

/** The JSON header of a safetensors file. */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata) {
  /** Longest header the format allows, in bytes. */
  static final long LONGEST = 100_000_000;

  private static final String METADATA = "__metadata__";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Type, shape and place of one tensor; offsets count from the end of the header. */
  record Entry(Precision precision, int rows, int columns, long begin, long end) {
    static Entry of(Precision precision, int rows, int columns, long begin) {
      return new Entry(
          precision, rows, columns, begin, begin + (long) rows * columns * precision.bytes());
    }
  }

  static KoopflowException damaged(Path file, String how) {
    return new KoopflowException("'" + file + "' is not a sound safetensors file: " + how);
  }

  byte[] toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      new TreeMap<>(metadata).forEach(texts::put);
    }
    entries.forEach(
        (name, entry) -> {
          if (name.equals(METADATA) || entry.rows() < 1 || entry.columns() < 1) {
            throw new IllegalArgumentException("cannot store a tensor '" + name + "' of " + entry);
          }
          ObjectNode node = root.putObject(name);
          node.put("dtype", entry.precision() == Precision.FLOAT32 ? "F32" : "F64");
          node.putArray("shape").add(entry.rows()).add(entry.columns());
          node.putArray("data_offsets").add(entry.begin()).add(entry.end());
        });
    try {
      return MAPPER.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static SafetensorsHeader parse(String json, Path file) {
    if (json.charAt(0) != '{') {
      throw damaged(file, "its header does not begin with '{'");
    }
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw damaged(
          file,
          "its header is not valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (property.getKey().equals(METADATA)) {
        metadata.putAll(texts(property.getValue(), file));
      } else {
        entries.put(property.getKey(), entry(property.getKey(), property.getValue(), file));
      }
    }
    return new SafetensorsHeader(entries, metadata);
  }

  private static Map<String, String> texts(JsonNode node, Path file) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (!property.getValue().isTextual()) {
        throw damaged(file, "metadata '" + property.getKey() + "' is not a string");
      }
      texts.put(property.getKey(), property.getValue().textValue());
    }
    if (!node.isObject()) {
      throw damaged(file, METADATA + " is not an object");
    }
    return texts;
  }

  private static Entry entry(String name, JsonNode node, Path file) {
    String tensor = "tensor '" + name + "' ";
    if (!node.isObject() || node.size() != 3) {
      throw damaged(file, tensor + "needs exactly dtype, shape and data_offsets");
    }
    String dtype = node.path("dtype").asText();
    if (!dtype.equals("F32") && !dtype.equals("F64")) {
      throw damaged(file, tensor + "has dtype '" + dtype + "', allowed are F32 and F64");
    }
    long[] shape = pair(node.path("shape"));
    if (shape == null || shape[0] < 1 || shape[1] < 1) {
      throw damaged(
          file, tensor + "has shape " + node.path("shape") + ", two positive sizes are needed");
    }
    long[] offsets = pair(node.path("data_offsets"));
    Precision precision = dtype.equals("F32") ? Precision.FLOAT32 : Precision.FLOAT64;
    // Sizes and offsets are below 2^31 here, so that this product cannot overflow unnoticed.
    if (offsets == null
        || offsets[0] < 0
        || offsets[1] < offsets[0]
        || shape[0] > (offsets[1] - offsets[0]) / precision.bytes() / shape[1]
        || shape[0] * shape[1] * precision.bytes() != offsets[1] - offsets[0]) {
      throw damaged(
          file,
          tensor
              + "has data_offsets "
              + node.path("data_offsets")
              + ", which do not fit its shape "
              + node.path("shape")
              + " of "
              + dtype);
    }
    return Entry.of(precision, (int) shape[0], (int) shape[1], offsets[0]);
  }

  private static long[] pair(JsonNode node) {
    if (!node.isArray() || node.size() != 2) {
      return null;
    }
    for (JsonNode number : node) {
      if (!number.canConvertToInt() || !number.isIntegralNumber()) {
        return null;
      }
    }
    return new long[] {node.get(0).longValue(), node.get(1).longValue()};
  }

  /** Checks that the tensors fill the data section exactly, without gap or overlap. */
  void requireFills(long size, Path file) {
    List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
    ordered.sort(Comparator.comparingLong(entry -> entry.getValue().begin()));
    long end = 0;
    for (Map.Entry<String, Entry> entry : ordered) {
      if (entry.getValue().begin() != end) {
        throw damaged(
            file,
            "tensor '"
                + entry.getKey()
                + "' begins at byte "
                + entry.getValue().begin()
                + " of the data, expected is "
                + end);
      }
      end = entry.getValue().end();
    }
    if (end != size) {
      throw damaged(
          file, "its tensors need " + end + " bytes, and " + size + " bytes follow the header");
    }
  }
}
