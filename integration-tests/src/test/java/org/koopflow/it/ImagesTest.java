package org.koopflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.spec.ExperimentReader;

/** Images from IDX files, whitened, judged in the features of a classifier. */
class ImagesTest {
  private static final int SIDE = 8;

  /** Pictures of three classes: a bright bar in another third, with noise; one file gzipped. */
  private static void write(Path folder, String part, int count, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    DataOutputStream pixels = new DataOutputStream(images);
    DataOutputStream classes = new DataOutputStream(labels);
    for (int header : new int[] {0x803, count, SIDE, SIDE}) {
      pixels.writeInt(header);
    }
    for (int header : new int[] {0x801, count}) {
      classes.writeInt(header);
    }
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(3);
      classes.writeByte(label);
      for (int k = 0; k < SIDE * SIDE; k++) {
        boolean bright = k / SIDE / 3 == label;
        pixels.writeByte((bright ? 150 : 20) + random.nextInt(80));
      }
    }
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte.gz")))) {
      images.writeTo(out);
    }
    Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
  }

  @Test
  @SuppressWarnings("unchecked")
  void imagesAreLearnedAndJudgedByTheirFeatures(@TempDir Path folder) throws IOException {
    write(folder, "train", 600, 1);
    write(folder, "t10k", 200, 2);
    Koopflow koopflow = Koopflow.create();
    RunResult result =
        koopflow.run(
            new ExperimentReader(koopflow.plugins())
                .preset(
                    "eight-gaussians",
                    Small.overrides(
                        "data.source=idx",
                        "data.dir=" + folder,
                        "data.transform=whiten",
                        "data.components=5")));
    assertThat(result.data().image()).isPresent();
    assertThat(result.showing().orElseThrow().samples().columns()).isEqualTo(SIDE * SIDE);
    Map<String, Object> features = (Map<String, Object>) result.metrics().get("frechetFeatures");
    assertThat(features.get("name")).isEqualTo("classifier-64");
    // The classes are far apart, so a classifier that learns at all is right nearly always.
    assertThat((double) features.get("testAccuracy")).isGreaterThan(0.95);
    double floor = frechet(result, "floor");
    assertThat(floor).isPositive();
    // Forty steps make a poor model, which the distance must show.
    assertThat(frechet(result, "teacher")).isGreaterThan(2 * floor);
    assertThat(frechet(result, "student")).isGreaterThan(2 * floor);
  }

  @SuppressWarnings("unchecked")
  private static double frechet(RunResult result, String who) {
    return (double) ((Map<String, Object>) result.metrics().get(who)).get("frechet");
  }
}
