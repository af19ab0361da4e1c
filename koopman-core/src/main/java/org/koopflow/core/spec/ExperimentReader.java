package org.koopflow.core.spec;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Settings;
import org.koopflow.core.plugin.SettingsException;

/**
 * Reads specifications. What a preset or a file says is laid over the defaults, and single
 * overrides {@code path.to.key=value} over both. Where an override chooses another plug-in, keys
 * written for the former one are kept if the new one knows them too.
 */
public final class ExperimentReader {
  private final Plugins plugins;

  /**
   * Creates a reader.
   *
   * @param plugins the plug-ins a specification may name
   */
  public ExperimentReader(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Reads a preset or a file: an argument that ends in {@code .yaml} or {@code .yml} or holds a
   * path separator is a file.
   *
   * @param presetOrFile name of a preset or path of a file
   * @param overrides changes, each {@code path.to.key=value}
   * @return the resolved experiment
   * @throws SpecificationException if anything is unknown, of a wrong type or out of range
   */
  public Experiment read(String presetOrFile, String... overrides) {
    boolean file =
        presetOrFile.matches("(?i).*\\.ya?ml")
            || presetOrFile.contains("/")
            || presetOrFile.contains(java.io.File.separator);
    return file ? file(Path.of(presetOrFile), overrides) : preset(presetOrFile, overrides);
  }

  /**
   * Reads a preset.
   *
   * @param name its name
   * @param overrides changes, each {@code path.to.key=value}
   * @return the resolved experiment
   */
  public Experiment preset(String name, String... overrides) {
    return text("preset " + name, Presets.yaml(name), overrides);
  }

  /**
   * Reads a file.
   *
   * @param file its path
   * @param overrides changes, each {@code path.to.key=value}
   * @return the resolved experiment
   */
  public Experiment file(Path file, String... overrides) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new SpecificationException("no such specification file: " + file, missing);
    } catch (CharacterCodingException binary) {
      throw new SpecificationException(
          "cannot read specification file " + file + ": it is not text in UTF-8", binary);
    } catch (IOException unreadable) {
      throw new SpecificationException(
          "cannot read specification file " + file + ": " + unreadable.getMessage(), unreadable);
    }
    return text(file.toString(), text, overrides);
  }

  /**
   * Reads YAML text.
   *
   * @param source what to call it in messages
   * @param yaml the text
   * @param overrides changes, each {@code path.to.key=value}
   * @return the resolved experiment
   */
  public Experiment text(String source, String yaml, String... overrides) {
    YamlDocument.Content content = YamlDocument.read(source, yaml);
    // By itself first: a mistake must not go unseen because an override covers or drops it.
    Experiment written = bind(content.root(), source, content, Map.of());
    if (overrides.length == 0) {
      return written;
    }
    Map<String, Object> changes = new LinkedHashMap<>();
    Map<String, String> changed = new HashMap<>();
    for (String override : overrides) {
      changes = merge(changes, parse(override, changed));
    }
    return bind(overlay(content.root(), changes), source, content, changed);
  }

  /** Joins values of one layer; where both say something the later counts. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> merge(Map<String, Object> first, Map<String, Object> second) {
    Map<String, Object> merged = new LinkedHashMap<>(first);
    second.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (a, b) -> {
                  Object below = section(a, b);
                  return below instanceof Map && b instanceof Map
                      ? merge((Map<String, Object>) below, (Map<String, Object>) b)
                      : b;
                }));
    return merged;
  }

  private Experiment bind(
      Map<String, Object> values,
      String source,
      YamlDocument.Content content,
      Map<String, String> changed) {
    try {
      return plugins.settings().bind("", Experiment.DEFAULT, values);
    } catch (SettingsException wrong) {
      // What was changed comes first: the document by itself was found to be right.
      String where =
          locate(
              wrong.path(),
              wrong.atKey()
                  ? List.of(changed, content.keys(), content.values())
                  : List.of(changed, content.values(), content.keys()));
      throw new SpecificationException(
          (where == null ? source : where) + ": " + wrong.getMessage(), wrong);
    }
  }

  /**
   * The place of a path. A section that was refused as a whole stands where its only written key
   * stands, and one that was not written where the nearest section around it stands.
   */
  private static String locate(String path, List<Map<String, String>> places) {
    String at = path;
    while (true) {
      for (Map<String, String> each : places) {
        String section = at + ".";
        List<String> inside =
            each.keySet().stream().filter(key -> key.startsWith(section)).toList();
        if (inside.size() == 1) {
          return each.get(inside.get(0));
        }
        if (each.containsKey(at)) {
          return each.get(at);
        }
      }
      int dot = at.lastIndexOf('.');
      if (dot < 0) {
        return null;
      }
      at = at.substring(0, dot);
    }
  }

  private static Map<String, Object> parse(String override, Map<String, String> changed) {
    int equals = override.indexOf('=');
    String path = equals < 0 ? override : override.substring(0, equals).strip();
    if (equals < 0 || !path.matches("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z][A-Za-z0-9-]*)*")) {
      throw new SpecificationException(
          "--set " + override + ": must be path.to.key=value, for example training.steps=500");
    }
    String source = "--set " + override;
    changed.put(path, source);
    String[] parts = path.split("\\.");
    Object value = YamlDocument.value(source, override.substring(equals + 1));
    for (int i = parts.length - 1; i >= 0; i--) {
      Map<String, Object> section = new LinkedHashMap<>();
      section.put(parts[i], value);
      value = section;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> root = (Map<String, Object>) value;
    return root;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> overlay(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> merged = new LinkedHashMap<>(below);
    Object newType = above.get("type");
    if (newType != null && !newType.equals(below.get("type"))) {
      merged.replaceAll(
          (key, value) ->
              value instanceof Settings.Inherited ? value : new Settings.Inherited(value));
    }
    above.forEach(
        (key, value) -> {
          Object old = merged.get(key);
          Object plain = old instanceof Settings.Inherited kept ? kept.value() : old;
          Object lower = section(plain, value);
          boolean sections = lower instanceof Map && value instanceof Map;
          merged.put(
              key,
              sections ? overlay((Map<String, Object>) lower, (Map<String, Object>) value) : value);
        });
    return merged;
  }

  /** A name below keys can only be that of a plug-in, which stands for the section it selects. */
  private static Object section(Object below, Object above) {
    return below instanceof String name && above instanceof Map ? Map.of("type", name) : below;
  }
}
