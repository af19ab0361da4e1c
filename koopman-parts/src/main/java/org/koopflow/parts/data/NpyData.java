package org.koopflow.parts.data;

import java.nio.file.Path;
import java.util.Optional;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.numerics.file.Npy;

/**
 * Rows from a NumPy file. An array of more than two axes is read as one row for each index of the
 * first axis.
 */
public final class NpyData implements DataSourceProvider<NpyData.Settings> {
  /** Creates the source. */
  public NpyData() {}

  /**
   * Settings of the source.
   *
   * @param file the file to read
   * @param testSamples rows held back, taken from its end; all others are for training
   */
  public record Settings(String file, int testSamples) {
    /**
     * Checks the range.
     *
     * @param file the file to read
     * @param testSamples rows held back
     */
    public Settings {
      HeldBack.require(testSamples);
    }
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String summary() {
    return "rows of a NumPy .npy file (data.file)";
  }

  @Override
  public Settings defaults() {
    return new Settings("", HeldBack.DEFAULT);
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    Path file = HeldBack.file(name(), settings.file);
    Points rows = new Points(Npy.read(file).values(), Optional.empty());
    return HeldBack.split(name(), file, rows, settings.testSamples);
  }
}
