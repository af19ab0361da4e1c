package org.koopflow.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.DataFiles;

/** JSON objects as files hold them, read strictly. */
final class JsonFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @throws KoopflowException if it is missing or holds something else than one JSON object
   */
  static ObjectNode read(Path file) {
    try {
      JsonNode root = MAPPER.readTree(DataFiles.text(file));
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new KoopflowException(
          "'" + file + "' holds " + words(root) + ", and a JSON object is wanted");
    } catch (JsonProcessingException e) {
      throw new KoopflowException("'" + file + "' is not valid JSON", e);
    }
  }

  private static String words(JsonNode root) {
    return switch (root.getNodeType()) {
      case MISSING -> "nothing";
      case NULL -> "null";
      case ARRAY -> "an array";
      default -> "a " + root.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  /** An object as a map in the same order, which is the caller's. */
  static Map<String, Object> tree(ObjectNode object) {
    return MAPPER.convertValue(object, new TypeReference<LinkedHashMap<String, Object>>() {});
  }
}
