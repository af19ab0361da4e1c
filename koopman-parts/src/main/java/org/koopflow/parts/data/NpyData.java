package org.koopflow.parts.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.numerics.file.DataFiles;
import org.koopflow.numerics.file.Npy;

/**
 * Rows from a NumPy file. An array of more than two axes is read as one row for each index of the
 * first axis.
 */
public final class NpyData implements DataSourceProvider<NpyData.Settings> {
  private static final int LARGEST = 1 << 30;

  /** Creates the source. */
  public NpyData() {}

  /**
   * Settings of the source.
   *
   * @param file the file to read
   * @param testSamples rows held back, taken from its end; all others are for training
   * @param labels a file of one whole number from 0 for each row, its class; empty for none
   * @param image channels, height and width of a row that is an image, stored channel by channel, 0
   *     black and 1 white; empty for rows that are none
   */
  public record Settings(String file, int testSamples, String labels, List<Integer> image) {
    /**
     * Checks the ranges.
     *
     * @param file the file to read
     * @param testSamples rows held back
     * @param labels a file of classes
     * @param image channels, height and width
     */
    public Settings {
      HeldBack.require(testSamples);
      image = List.copyOf(image);
      InvalidSettingException.require(
          image.isEmpty() || image.size() == 3 && image.stream().allMatch(size -> size >= 1),
          "image",
          "must be three positive numbers, channels, height and width, got " + image);
      InvalidSettingException.require(
          image.stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b) <= LARGEST,
          "image",
          "must have at most " + LARGEST + " values, got " + image);
    }

    private Optional<ImageLayout> layout() {
      return image.isEmpty()
          ? Optional.empty()
          : Optional.of(new ImageLayout(image.get(0), image.get(1), image.get(2)));
    }
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public String summary() {
    return "rows of a NumPy .npy file (data.file), classes (labels) and images too";
  }

  @Override
  public Settings defaults() {
    return new Settings("", HeldBack.DEFAULT, "", List.of());
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    Path file = HeldBack.file(name(), settings.file);
    Batch values = Npy.read(file).values();
    Optional<ImageLayout> layout = settings.layout();
    layout.ifPresent(
        image -> {
          if (image.size() != values.columns()) {
            throw new KoopflowException(
                "'"
                    + file
                    + "' has rows of "
                    + values.columns()
                    + " numbers, and images of "
                    + image
                    + " have "
                    + image.size());
          }
        });
    Optional<int[]> labels =
        settings.labels.isBlank()
            ? Optional.empty()
            : Optional.of(classes(DataFiles.path("data.labels", settings.labels), values.rows()));
    Dataset split = HeldBack.split(name(), file, new Points(values, labels), settings.testSamples);
    return new Dataset(
        split.name(), split.train(), split.test(), split.trainLabels(), split.testLabels(), layout);
  }

  private static int[] classes(Path file, int rows) {
    Batch read = Npy.read(file).values();
    if (read.size() != rows) {
      throw new KoopflowException(
          "'"
              + file
              + "' has "
              + read.size()
              + " numbers, and one is wanted for each of "
              + rows
              + " rows");
    }
    double[] values = read.doubles();
    int[] classes = new int[rows];
    for (int row = 0; row < rows; row++) {
      classes[row] = (int) values[row];
      if (classes[row] != values[row] || classes[row] < 0) {
        throw DataFiles.damaged(
            file,
            "a class must be a whole number from 0, number " + (row + 1) + " is " + values[row]);
      }
    }
    return classes;
  }
}
