package org.koopflow.parts.data;

import java.nio.file.Path;
import org.koopflow.api.Batch;
import org.koopflow.numerics.file.Npy;

/**
 * Rows from a NumPy file. An array of more than two axes is read as one row for each index of the
 * first axis. How rows are held back is said at {@link FileSource}.
 */
public final class NpyData implements FileSource {
  /** Creates the source. */
  public NpyData() {}

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String summary() {
    return "rows of a NumPy .npy file (data.file)";
  }

  @Override
  public Batch read(Path file) {
    return Npy.read(file).values();
  }
}
