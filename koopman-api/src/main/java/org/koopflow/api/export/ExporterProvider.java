package org.koopflow.api.export;

import org.koopflow.api.Provider;

/**
 * Makes exporters of one format.
 *
 * @param <S> its settings
 */
public interface ExporterProvider<S extends Record> extends Provider<S, ExportedModel, Exporter> {
  /**
   * Prepares an export; nothing is written yet.
   *
   * @param settings its settings
   * @param model what is exported
   * @return the exporter
   * @throws org.koopflow.api.SpecificationException if the settings ask for what the model has not
   */
  @Override
  Exporter create(S settings, ExportedModel model);

  /**
   * How files of this format end: lower-case letters and digits, without a dot.
   *
   * @return such as {@code onnx}
   */
  String extension();
}
