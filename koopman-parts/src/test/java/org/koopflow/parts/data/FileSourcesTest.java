package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.numerics.file.Npy;
import org.koopflow.testkit.Failures;

class FileSourcesTest {
  @TempDir Path folder;

  static List<DataSourceProvider<?>> sources() {
    return List.of(new NpyData(), new CsvData());
  }

  private static Dataset load(DataSourceProvider<?> source, Object file, int testSamples) {
    DataContext context = new DataContext(new RandomStreams(1));
    String name = file.toString();
    return source instanceof NpyData npy
        ? npy.create(new NpyData.Settings(name, testSamples, "", List.of()), context)
        : new CsvData().create(new CsvData.Settings(name, testSamples, "", "", List.of()), context);
  }

  private Path write(DataSourceProvider<?> source, Batch rows) throws IOException {
    Path file = folder.resolve("given." + source.name());
    if (source instanceof NpyData) {
      Npy.write(file, rows);
    } else {
      StringBuilder text = new StringBuilder("x,y\n");
      for (int i = 0; i < rows.rows(); i++) {
        text.append((float) rows.get(i, 0)).append(',').append((float) rows.get(i, 1));
        text.append('\n');
      }
      Files.writeString(file, text);
    }
    return file;
  }

  private static Batch rows(int count) {
    float[] values = new float[2 * count];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 3f;
    }
    return Batch.of(count, 2, values);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void holdBackTheLastRows(DataSourceProvider<?> source) throws IOException {
    Dataset data = load(source, write(source, rows(10)), 3);
    assertThat(data.name()).isEqualTo(source.name());
    assertThat(data.train()).isEqualTo(rows(10).rows(0, 7));
    assertThat(data.test()).isEqualTo(rows(10).rows(7, 10));
    assertThat(data.trainLabels()).isEmpty();
    assertThat(data.image()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void sayHowManyRowsAreNeeded(DataSourceProvider<?> source) throws IOException {
    Path file = write(source, rows(10));
    assertThat(load(source, file, 8).train().rows()).isEqualTo(2);
    Failures.assertFails(
        () -> load(source, file, 9), file.toString(), "10 rows", "back 9", "11 are needed");
    Failures.assertFails(() -> load(source, file, Integer.MAX_VALUE), "2147483649 are needed");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nameRowAndColumnOfNonFiniteNumbers(DataSourceProvider<?> source) throws IOException {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Path file = write(source, Batch.of(5, 2, 0, 1, 2, 3, 4, 5, 6, value, 8, 9));
      Failures.assertFails(
          () -> load(source, file, 2), file.toString(), "row 4, column 2 is " + value);
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void needTheirFile(DataSourceProvider<?> source) {
    Failures.assertRefuses(() -> load(source, "", 2), "'" + source.name() + "'", "data.file");
    Failures.assertRefuses(() -> load(source, "a\0b", 2), "data.file", "'a?b'");
    Failures.assertFails(() -> load(source, folder.resolve("absent"), 2), "no file", "absent");
    Failures.assertFails(() -> load(source, folder, 2), "is a folder");
  }

  @Test
  void holdBackTwoRowsAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load(new NpyData(), "a.npy", 1))
        .withMessage("testSamples must be at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> load(new CsvData(), "a.csv", 1))
        .withMessage("testSamples must be at least 2, got 1");
  }

  @Test
  void classesAreHeldBackWithTheirRows() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("flowers.csv"),
            "width|kind|length\n1|iris|10\n2|rose|20\n3|iris|30\n4|lily|40\n5|rose|50\n");
    Dataset data =
        new CsvData()
            .create(
                new CsvData.Settings(file.toString(), 2, "|", "kind", List.of("length", "width")),
                new DataContext(new RandomStreams(1)));
    assertThat(data.train()).isEqualTo(Batch.of(3, 2, 10, 1, 20, 2, 30, 3));
    assertThat(data.test()).isEqualTo(Batch.of(2, 2, 40, 4, 50, 5));
    assertThat(data.trainLabels().orElseThrow()).containsExactly(0, 1, 0);
    assertThat(data.testLabels().orElseThrow()).containsExactly(2, 1);
  }

  @Test
  void moreAxesBecomeColumns() {
    Path file = folder.resolve("images.npy");
    Npy.write(file, Batch.zeros(6, 4), List.of(6, 2, 2));
    assertThat(load(new NpyData(), file, 2).dimension()).isEqualTo(4);
    Npy.write(file, Batch.zeros(6, 0), List.of(6, 0));
    Failures.assertFails(() -> load(new NpyData(), file, 2), "no columns");
  }

  private static Dataset images(Path file, String labels, List<Integer> image) {
    return new NpyData()
        .create(
            new NpyData.Settings(file.toString(), 2, labels, image),
            new DataContext(new RandomStreams(1)));
  }

  @Test
  void anArrayMayHoldColouredImagesOfClasses() {
    Path file = folder.resolve("coloured.npy");
    Npy.write(file, Batch.zeros(5, 12), List.of(5, 3, 2, 2));
    Path labels = folder.resolve("classes.npy");
    Npy.write(labels, Batch.of(5, 1, 2, 0, 1, 1, 0), List.of(5));
    Dataset data = images(file, labels.toString(), List.of(3, 2, 2));
    assertThat(data.image()).contains(new ImageLayout(3, 2, 2));
    assertThat(data.trainLabels().orElseThrow()).containsExactly(2, 0, 1);
    assertThat(data.testLabels().orElseThrow()).containsExactly(1, 0);
    assertThat(images(file, "", List.of()).image()).isEmpty();
  }

  @Test
  void imagesAndClassesFitTheirRows() {
    Path file = folder.resolve("coloured.npy");
    Npy.write(file, Batch.zeros(5, 12), List.of(5, 12));
    Failures.assertFails(
        () -> images(file, "", List.of(1, 2, 2)), "rows of 12 numbers", "1 x 2 x 2", "have 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NpyData.Settings("a", 2, "", List.of(3, 2)))
        .withMessageContaining("channels, height and width, got [3, 2]");
    Path labels = folder.resolve("classes.npy");
    Npy.write(labels, Batch.of(4, 1, 2, 0, 1, 1), List.of(4));
    Failures.assertFails(
        () -> images(file, labels.toString(), List.of()), "has 4 numbers", "each of 5 rows");
    Npy.write(labels, Batch.of(5, 1, 2, 0, 1.5f, 1, 1), List.of(5));
    Failures.assertFails(
        () -> images(file, labels.toString(), List.of()), "whole number from 0", "number 3 is 1.5");
  }
}
