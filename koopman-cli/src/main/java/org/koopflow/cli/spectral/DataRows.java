package org.koopflow.cli.spectral;

import java.nio.file.Path;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.SampleSet;
import org.koopflow.numerics.file.Npy;
import org.koopflow.report.picture.ImageGrid;
import org.koopflow.report.picture.SamplePicture;

/** Rows of data that commands work on, and how they are shown. */
final class DataRows {
  private static final int LINES = 8;

  private DataRows() {}

  /** Rows of the held-out data by number. */
  static SampleSet chosen(Dataset data, int[] rows) {
    if (rows.length == 0) {
      throw new SpecificationException("--rows needs the number of at least one row, got none");
    }
    for (int row : rows) {
      if (row < 0 || row >= data.test().rows()) {
        throw new SpecificationException(
            "held-out rows are numbered 0 to " + (data.test().rows() - 1) + ", got " + row);
      }
    }
    return heldOut(data).gather(rows);
  }

  /** The held-out data with their classes. */
  static SampleSet heldOut(Dataset data) {
    return new SampleSet(data.test(), data.testLabels());
  }

  /** The first rows, as many as wanted and there are. */
  static Batch first(Batch rows, int count) {
    return rows.rows(0, Math.min(count, rows.rows()));
  }

  /** A user's own rows. */
  static Batch read(Path file, int columns) {
    Npy.Contents contents = Npy.read(file);
    Batch rows = contents.values();
    if (contents.shape().isEmpty() || rows.rows() < 1 || rows.columns() != columns) {
      throw new KoopflowException(
          "'"
              + file
              + "' holds an array of shape "
              + contents.shape()
              + ", and rows of "
              + columns
              + " numbers are wanted: shape [N, "
              + columns
              + "]");
    }
    if (!rows.isFinite()) {
      throw new KoopflowException("'" + file + "' holds numbers that are not finite");
    }
    return rows;
  }

  /** Rows in the way their data are looked at: as pictures, or as clouds of points. */
  static byte[] draw(Dataset data, java.util.Map<String, Batch> blocks) {
    return data.image()
        .map(shape -> ImageGrid.draw(blocks, shape, LINES, LINES))
        .orElseGet(() -> SamplePicture.draw(blocks));
  }
}
