package org.koopflow.parts.data;

import java.nio.file.Path;
import org.koopflow.api.Batch;

/**
 * Rows from a text file, as {@link Csv} reads them. How rows are held back is said at {@link
 * FileSource}.
 */
public final class CsvData implements FileSource {
  /** Creates the source. */
  public CsvData() {}

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "rows of a text file of numbers (data.file)";
  }

  @Override
  public Batch read(Path file) {
    return Csv.read(file);
  }
}
