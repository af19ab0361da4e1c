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
import org.koopflow.core.plugin.Layers;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.plugin.Settings;
import org.koopflow.core.plugin.SettingsException;

/**
 * Reads specifications. What a preset or a file says is laid over the defaults, and single
 * overrides {@code path.to.key=value} over both. Where an override chooses another plug-in, keys
 * written for the former one are kept if the new one knows them too.
 */
public final class ExperimentReader {
  /** More than any specification needs, in bytes. */
  private static final long LONGEST = 1 << 20;

  private final Plugins plugins;
  private final boolean resolved;
  private final boolean idle;

  /**
   * Creates a reader.
   *
   * @param plugins the plug-ins a specification may name
   */
  public ExperimentReader(Plugins plugins) {
    this(plugins, false, false);
  }

  private ExperimentReader(Plugins plugins, boolean resolved, boolean idle) {
    this.plugins = plugins;
    this.resolved = resolved;
    this.idle = idle;
  }

  /**
   * A reader of specifications that a run has resolved. They may name plug-ins that are not there,
   * which whoever asks for such a part refuses, so that a run can be sampled without what it was
   * trained with. Overrides are read as strictly as ever.
   *
   * @param idleKeys whether the specification may hold keys of the data that had no effect, as
   *     those of format {@code koopflow-1} do
   * @return the reader
   */
  public ExperimentReader ofRun(boolean idleKeys) {
    return new ExperimentReader(plugins, true, idleKeys);
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
    if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
      throw new SpecificationException(
          "cannot read specification file "
              + file
              + ": it is a pipe or a device, and only regular files are read");
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new SpecificationException(
            "cannot read specification file "
                + file
                + ": it has "
                + Files.size(file)
                + " bytes, at most "
                + LONGEST
                + " are read");
      }
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
    YamlDocument.Content content = new MovedKeys(idle).moved(YamlDocument.read(source, yaml));
    // By itself first: a mistake must not go unseen because an override covers or drops it.
    Experiment written = bind(content.root(), source, content, Map.of());
    if (overrides.length == 0) {
      return written;
    }
    Map<String, Object> changes = new LinkedHashMap<>();
    Map<String, String> changed = new HashMap<>();
    for (String override : overrides) {
      YamlDocument.Content change = new MovedKeys(false).moved(parse(override));
      changes = Layers.joined(changes, change.root());
      changed.putAll(change.keys());
    }
    return bind(Layers.changed(content.root(), changes), source, content, changed);
  }

  private Experiment bind(
      Map<String, Object> values,
      String source,
      YamlDocument.Content content,
      Map<String, String> changed) {
    Settings settings = plugins.settings();
    try {
      return (resolved ? settings.keepingUnknown(path -> !isIn(changed, path)) : settings)
          .bind("", Experiment.DEFAULT, values);
    } catch (SettingsException wrong) {
      // What was changed comes first: the document by itself was found to be right.
      String where =
          locate(
              wrong.path(),
              changed,
              wrong.atKey()
                  ? List.of(changed, content.keys(), content.values())
                  : List.of(changed, content.values(), content.keys()));
      throw new SpecificationException(
          (where == null ? source : where) + ": " + wrong.getMessage(), wrong);
    }
  }

  /** Whether a path, or a section around it, was changed. */
  private static boolean isIn(Map<String, String> changed, String path) {
    return changed.keySet().stream().anyMatch(key -> (path + ".").startsWith(key + "."));
  }

  private static boolean isChangedInside(Map<String, String> changed, String path) {
    return changed.keySet().stream().anyMatch(key -> (key + ".").startsWith(path + "."));
  }

  /**
   * The place of a path. A section that was refused as a whole stands where its only written key
   * stands, and one that was not written where the nearest section around it stands.
   */
  private static String locate(
      String path, Map<String, String> changed, List<Map<String, String>> places) {
    // A section that was changed as a whole hides what the document says inside it.
    for (String at = path; at.contains("."); ) {
      at = at.substring(0, at.lastIndexOf('.'));
      if (changed.containsKey(at) && !isChangedInside(changed, path)) {
        return changed.get(at);
      }
    }
    for (String at = path; ; at = at.substring(0, at.lastIndexOf('.'))) {
      String section = at + ".";
      for (Map<String, String> each : places) {
        List<String> inside =
            each.keySet().stream().filter(key -> key.startsWith(section)).toList();
        if (each.containsKey(at) && (inside.size() != 1 || !at.equals(path))) {
          return each.get(at);
        }
        if (inside.size() == 1) {
          return each.get(inside.get(0));
        }
      }
      if (at.indexOf('.') < 0) {
        return null;
      }
    }
  }

  /** An override as a document of one key. */
  private static YamlDocument.Content parse(String override) {
    int equals = override.indexOf('=');
    String path = equals < 0 ? override : override.substring(0, equals).strip();
    if (equals < 0 || !path.matches("[A-Za-z][A-Za-z0-9-]*(\\.[A-Za-z][A-Za-z0-9-]*)*")) {
      throw new SpecificationException(
          "--set " + override + ": must be path.to.key=value, for example training.steps=500");
    }
    String source = "--set " + override;
    Object value = YamlDocument.value(source, override.substring(equals + 1));
    String key = path;
    for (int dot = key.lastIndexOf('.'); dot >= 0; dot = key.lastIndexOf('.')) {
      value = section(key.substring(dot + 1), value);
      key = key.substring(0, dot);
    }
    Map<String, String> place = Map.of(path, source);
    return new YamlDocument.Content(section(key, value), place, place);
  }

  private static Map<String, Object> section(String key, Object value) {
    Map<String, Object> section = new LinkedHashMap<>();
    section.put(key, value);
    return section;
  }
}
