package org.koopflow.parts.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Precision;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.DataFiles;

/** Rows of one file, the last of which are held back and all others are for training. */
final class HeldBack {
  /** Rows held back where nothing else is said. */
  static final int DEFAULT = 10_000;

  /** The least one can learn a distribution from, or judge it by. */
  private static final int LEAST = 2;

  private HeldBack() {}

  /** Checks a setting {@code testSamples}. */
  static void require(int testSamples) {
    InvalidSettingException.require(
        testSamples >= LEAST, "testSamples", "must be at least " + LEAST + ", got " + testSamples);
  }

  /** A setting {@code file} as a path. */
  static Path file(String source, String file) {
    if (file.isBlank()) {
      throw new SpecificationException(
          "data source '" + source + "' needs data.file, the file to read");
    }
    return DataFiles.path("data.file", file);
  }

  /**
   * Holds back rows.
   *
   * @param source name of the source
   * @param file where the rows come from
   * @param read all rows and their labels, of any precision; finite or not
   * @param testSamples how many of them are held back
   * @return finite rows of single precision
   */
  static Dataset split(String source, Path file, Points read, int testSamples) {
    Batch rows = read.rows().to(Precision.FLOAT32);
    if (rows.columns() == 0) {
      throw DataFiles.damaged(file, "its rows have no columns");
    }
    long needed = testSamples + (long) LEAST;
    if (rows.rows() < needed) {
      throw new KoopflowException(
          "'"
              + file
              + "' has "
              + rows.rows()
              + " rows, but data.testSamples holds back "
              + testSamples
              + ", so that at least "
              + needed
              + " are needed");
    }
    requireFinite(file, rows);
    int kept = rows.rows() - testSamples;
    return new Dataset(
        source,
        rows.rows(0, kept),
        rows.rows(kept, rows.rows()),
        read.labels().map(labels -> Arrays.copyOf(labels, kept)),
        read.labels().map(labels -> Arrays.copyOfRange(labels, kept, labels.length)),
        Optional.empty());
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
