package org.koopflow.core.spec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.koopflow.api.SpecificationException;

/** A YAML mapping read into plain values, with the line and column of every key and value. */
final class YamlDocument {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String source;
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();

  private YamlDocument(String source) {
    this.source = source;
  }

  /** What a document holds. */
  record Content(Map<String, Object> root, Map<String, String> keys, Map<String, String> values) {}

  /** Reads a document that must be one mapping. */
  static Content read(String source, String text) {
    YamlDocument document = new YamlDocument(source);
    try (JsonParser parser = YAML.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new SpecificationException(source + ": the file is empty; it must hold keys");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new SpecificationException(
            document.at(parser.currentTokenLocation()) + ": a specification is a mapping of keys");
      }
      document.requireUntagged(parser);
      Map<String, Object> root = document.mapping(parser, "");
      if (parser.nextToken() != null) {
        throw new SpecificationException(
            document.at(parser.currentTokenLocation()) + ": only one document is allowed");
      }
      return new Content(root, document.keys, document.values);
    } catch (JsonProcessingException damaged) {
      throw new SpecificationException(
          document.at(damaged.getLocation()) + ": not valid YAML: " + problem(damaged), damaged);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads what stands behind the equals sign of an override: a list, or a text as it is. */
  static Object value(String source, String text) {
    if (!text.strip().startsWith("[") && !text.strip().startsWith("{")) {
      return text;
    }
    YamlDocument document = new YamlDocument(source);
    try (JsonParser parser = YAML.createParser(text)) {
      if (parser.nextToken() == null) {
        return "";
      }
      Object value = document.item(parser, "");
      requireEnd(source, parser);
      return value;
    } catch (JsonProcessingException damaged) {
      throw new SpecificationException(
          source + ": not a valid value: " + problem(damaged), damaged);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void requireEnd(String source, JsonParser parser) throws IOException {
    boolean more;
    try {
      more = parser.nextToken() != null;
    } catch (JsonProcessingException nothingThatCanFollow) {
      more = true;
    }
    if (more) {
      throw new SpecificationException(
          source + ": not a valid value: something follows its closing bracket");
    }
  }

  private static String problem(JsonProcessingException damaged) {
    // Lines of context are indented; the rest says what was being read and what is wrong.
    return damaged
        .getOriginalMessage()
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .map(line -> line.replaceAll("<[^>]*>", "the end of the text"))
        .collect(Collectors.joining(": "));
  }

  private String at(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? source
        : source + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private Map<String, Object> mapping(JsonParser parser, String path) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      requireUntagged(parser);
      String where = path.isEmpty() ? key : path + "." + key;
      keys.put(where, at(parser.currentTokenLocation()));
      if (map.containsKey(key)) {
        throw new SpecificationException(keys.get(where) + ": key '" + key + "' occurs twice");
      }
      parser.nextToken();
      values.put(where, at(parser.currentTokenLocation()));
      map.put(key, item(parser, where));
    }
    return map;
  }

  private void requireUntagged(JsonParser parser) throws IOException {
    if (parser.getTypeId() != null) {
      throw new SpecificationException(
          at(parser.currentTokenLocation())
              + ": tags such as !!str are not supported, and it has the tag '"
              + parser.getTypeId()
              + "'");
    }
  }

  private Object item(JsonParser parser, String path) throws IOException {
    requireUntagged(parser);
    if (((YAMLParser) parser).isCurrentAlias()) {
      throw new SpecificationException(
          at(parser.currentTokenLocation()) + ": anchors and aliases are not supported");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, path);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(item(parser, path));
        }
        yield list;
      }
      case VALUE_NULL -> null;
      // What a scalar means depends on what is asked for: 1.10 may be a number or a folder.
      default -> parser.getText();
    };
  }
}
