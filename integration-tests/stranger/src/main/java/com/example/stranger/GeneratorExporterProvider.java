package com.example.stranger;

import java.nio.charset.StandardCharsets;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Matrix;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.export.ExportedModel;
import org.koopflow.api.export.Exporter;
import org.koopflow.api.export.ExporterProvider;

/**
 * The learned generator as a table for a spreadsheet: a line for each row of L, all digits of each
 * entry.
 */
public final class GeneratorExporterProvider
    implements ExporterProvider<GeneratorExporterProvider.Settings> {
  private static final String NAME = "generator-table";

  /**
   * How large a table may become.
   *
   * @param columns columns a spreadsheet can take, at least 1
   */
  public record Settings(int columns) {
    /**
     * Checks the range.
     *
     * @param columns columns a spreadsheet can take
     */
    public Settings {
      InvalidSettingException.require(
          columns >= 1, "columns", "must be at least 1, got " + columns);
    }
  }

  /** Creates the provider. */
  public GeneratorExporterProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "the learned generator as comma-separated values";
  }

  @Override
  public Settings defaults() {
    return new Settings(16_384);
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public Exporter create(Settings settings, ExportedModel model) {
    int n = model.generator().columns();
    if (n > settings.columns) {
      throw new SpecificationException(
          "exporter '"
              + NAME
              + "' is to write at most "
              + settings.columns
              + " columns, and the generator has "
              + n);
    }
    return out -> out.write(text(model.generator()).getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(Matrix generator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < generator.rows(); i++) {
      for (int j = 0; j < generator.columns(); j++) {
        text.append(j == 0 ? "" : ",").append(generator.get(i, j));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
