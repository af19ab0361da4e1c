package org.koopflow.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;

/** Finds out which experiment is meant. */
final class Experiments {
  private final ExperimentReader reader;

  Experiments(Plugins plugins) {
    reader = new ExperimentReader(plugins);
  }

  /**
   * Reads a specification.
   *
   * @param source a file, if it names one or looks like a path, otherwise a preset
   * @param overrides settings as {@code key=value}
   * @param seed overrides the seed; may be null
   */
  Experiment read(String source, List<String> overrides, Long seed) {
    List<String> all = new ArrayList<>(overrides);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    String[] changes = all.toArray(String[]::new);
    boolean file =
        source.contains("/")
            || source.endsWith(".yaml")
            || source.endsWith(".yml")
            || Files.isRegularFile(Path.of(source));
    return file ? reader.file(Path.of(source), changes) : reader.preset(source, changes);
  }
}
