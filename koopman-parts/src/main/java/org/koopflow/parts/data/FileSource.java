package org.koopflow.parts.data;

import java.nio.file.Path;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.DataFiles;

/**
 * A source that reads the file {@link DataSettings#file}. The last {@link DataSettings#testSamples}
 * rows are held back and all others are for training; {@link DataSettings#samples} has no effect.
 */
public interface FileSource extends DataSourceProvider {
  /**
   * Reads all rows.
   *
   * @param file the file
   * @return its rows, of any precision; finite or not
   * @throws KoopflowException if the file cannot be read or is damaged
   */
  Batch read(Path file);

  @Override
  default Dataset load(DataSettings settings, RandomStreams random) {
    if (settings.file().isBlank()) {
      throw new SpecificationException(
          "data source '" + name() + "' needs data.file, the file to read");
    }
    Path file = DataFiles.path("data.file", settings.file());
    Batch rows = read(file).to(Precision.FLOAT32);
    if (rows.columns() == 0) {
      throw DataFiles.damaged(file, "its rows have no columns");
    }
    // Two rows are the least one can learn a distribution from, as in DataSettings.
    long needed = settings.testSamples() + 2L;
    if (rows.rows() < needed) {
      throw new KoopflowException(
          "'"
              + file
              + "' has "
              + rows.rows()
              + " rows, but data.testSamples holds back "
              + settings.testSamples()
              + ", so that at least "
              + needed
              + " are needed");
    }
    requireFinite(file, rows);
    int kept = rows.rows() - settings.testSamples();
    return Dataset.of(name(), rows.rows(0, kept), rows.rows(kept, rows.rows()));
  }

  private static void requireFinite(Path file, Batch rows) {
    float[] values = rows.floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw DataFiles.damaged(
            file,
            "row "
                + (i / rows.columns() + 1)
                + ", column "
                + (i % rows.columns() + 1)
                + " is "
                + values[i]
                + " in single precision; rows and columns are counted from 1");
      }
    }
  }
}
