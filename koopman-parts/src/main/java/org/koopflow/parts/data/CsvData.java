package org.koopflow.parts.data;

import java.nio.file.Path;
import java.util.List;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/** Rows from a text file, as {@link Csv} reads them. */
public final class CsvData implements DataSourceProvider<CsvData.Settings> {
  /** Creates the source. */
  public CsvData() {}

  /**
   * Settings of the source. Columns are named as in the file's first line, if it is a header, or
   * numbered from 1.
   *
   * @param file the file to read
   * @param testSamples rows held back, taken from its end; all others are for training
   * @param delimiter what separates the fields: one character, {@code tab}, or {@code space} for
   *     runs of white space; empty to be told by the first line
   * @param labelColumn the column of the classes; empty for none
   * @param columns the columns of the data, in this order; empty for all but that of the classes
   */
  public record Settings(
      String file, int testSamples, String delimiter, String labelColumn, List<String> columns) {
    /**
     * Checks what does not depend on the file.
     *
     * @param file the file to read
     * @param testSamples rows held back
     * @param delimiter what separates the fields
     * @param labelColumn the column of the classes
     * @param columns the columns of the data
     */
    public Settings {
      HeldBack.require(testSamples);
      columns = List.copyOf(columns);
      new Csv.Layout(delimiter, labelColumn, columns);
    }
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "rows of a text file of numbers (data.file), classes too (labelColumn)";
  }

  @Override
  public Settings defaults() {
    return new Settings("", HeldBack.DEFAULT, "", "", List.of());
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    Path file = HeldBack.file(name(), settings.file);
    Csv.Layout layout = new Csv.Layout(settings.delimiter, settings.labelColumn, settings.columns);
    return HeldBack.split(name(), file, Csv.read(file, layout), settings.testSamples);
  }
}
