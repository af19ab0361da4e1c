package org.koopflow.core.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import org.koopflow.core.plugin.Plugins;

/** Writes resolved experiments so that reading them back gives the same. */
public final class ExperimentWriter {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .build());

  private final Plugins plugins;

  /**
   * Creates a writer.
   *
   * @param plugins the plug-ins the experiments name
   */
  public ExperimentWriter(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Writes every key of an experiment.
   *
   * @param experiment the experiment
   * @return YAML text
   */
  public String yaml(Experiment experiment) {
    try {
      return YAML.writeValueAsString(plugins.settings().values(experiment));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
