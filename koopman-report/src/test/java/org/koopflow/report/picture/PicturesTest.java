package org.koopflow.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.sampling.Trajectory;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.core.losses.LossRow;
import org.koopflow.core.run.LossTable;

class PicturesTest {
  /** Pictures for a person to look at, beside what a program can check. */
  private static final Path SHOWN = Path.of("target", "pictures");

  private static BufferedImage decoded(String name, byte[] png) throws IOException {
    Files.createDirectories(SHOWN);
    Files.write(SHOWN.resolve(name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static Batch ring(int rows, double width, long seed) {
    Random random = new Random(seed);
    float[] data = new float[2 * rows];
    for (int i = 0; i < rows; i++) {
      double angle = Math.PI / 4 * random.nextInt(8);
      data[2 * i] = (float) (2 * Math.cos(angle) + width * random.nextGaussian());
      data[2 * i + 1] = (float) (2 * Math.sin(angle) + width * random.nextGaussian());
    }
    return Batch.of(rows, 2, data);
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new TreeSet<>();
    for (int i = 0; i < image.getHeight(); i++) {
      for (int j = 0; j < image.getWidth(); j++) {
        colors.add(image.getRGB(j, i));
      }
    }
    return colors;
  }

  @Test
  void samplesLieInThreePanels() throws IOException {
    byte[] png = SamplePicture.draw(ring(5000, 0.1, 1), ring(5000, 0.12, 2), ring(5000, 0.14, 3));
    BufferedImage image = decoded("samples", png);
    assertThat(image.getWidth()).isEqualTo(2 * 3 * 400);
    assertThat(png)
        .as("the same samples give the same bytes")
        .isEqualTo(
            SamplePicture.draw(ring(5000, 0.1, 1), ring(5000, 0.12, 2), ring(5000, 0.14, 3)));
  }

  @Test
  void samplesThatAreNotFiniteDoNotStopThePicture() throws IOException {
    Batch broken = Batch.of(3, 2, Float.NaN, 0, Float.POSITIVE_INFINITY, 1, 1e30f, -1e30f);
    BufferedImage image =
        decoded("broken", SamplePicture.draw(ring(500, 0.1, 1), Batch.zeros(0, 2), broken));
    assertThat(image.getWidth()).isEqualTo(2 * 2 * 400);
  }

  @Test
  void oneDimensionGivesDensities() throws IOException {
    Random random = new Random(5);
    float[] data = new float[4000];
    float[] samples = new float[4000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
      samples[i] = (float) (1.1 * random.nextGaussian());
    }
    BufferedImage image =
        decoded(
            "densities",
            SamplePicture.draw(
                Batch.of(4000, 1, data), Batch.of(4000, 1, samples), Batch.of(4000, 1, samples)));
    assertThat(colors(image)).contains(Palette.DATA.getRGB(), Palette.STUDENT.getRGB());
  }

  @Test
  void trajectoriesShowBothModels() throws IOException {
    BufferedImage image =
        decoded(
            "trajectories",
            TrajectoryPicture.draw(
                ring(3000, 0.1, 1), trajectory(40, 21, 0), trajectory(40, 21, 0.05)));
    assertThat(colors(image)).contains(Palette.STUDENT.getRGB());
  }

  @Test
  void trajectoriesInOneDimensionRunOverTime() throws IOException {
    List<Batch> states = new ArrayList<>();
    double[] times = {0, 0.25, 0.5, 0.75, 1};
    for (double time : times) {
      states.add(Batch.of(3, 1, (float) (1 - time), (float) time, (float) (time * time)));
    }
    Trajectory paths = new Trajectory(times, states, 5);
    BufferedImage image = decoded("paths", TrajectoryPicture.draw(Batch.zeros(9, 1), paths, paths));
    assertThat(colors(image)).contains(Palette.STUDENT.getRGB());
  }

  private static Trajectory trajectory(int rows, int count, double error) {
    double[] times = new double[count];
    List<Batch> states = new ArrayList<>();
    Batch end = ring(rows, 0.1, 7);
    for (int k = 0; k < count; k++) {
      times[k] = k / (count - 1.0);
      Random random = new Random(9);
      float[] state = new float[2 * rows];
      for (int i = 0; i < state.length; i++) {
        double bent = times[k] * times[k];
        double start = random.nextGaussian();
        state[i] =
            (float)
                ((1 - bent) * start
                    + bent * end.get(i / 2, i % 2)
                    + error * Math.sin(3 * times[k] + i));
      }
      states.add(Batch.of(rows, 2, state));
    }
    return new Trajectory(times, states, count);
  }

  @Test
  void lossesHaveOnePanelPerStage() throws IOException {
    Random random = new Random(3);
    List<LossRow> rows = new ArrayList<>();
    for (int step = 0; step < 3000; step += 5) {
      double scatter = Math.exp(0.2 * random.nextGaussian());
      rows.add(new LossRow("teacher", step, Map.of("regression", 1.2 + 2 * scatter)));
    }
    for (int step = 0; step < 4000; step += 5) {
      Map<String, Double> terms = new LinkedHashMap<>();
      for (String term : List.of("consistency", "phase", "target", "reconstruction", "path")) {
        double scale = 4.0 / (2 + term.length());
        terms.put(term, scale * Math.exp(0.2 * random.nextGaussian() - step / 900.0) + 1e-3);
      }
      terms.put("total", terms.values().stream().mapToDouble(Double::doubleValue).sum());
      rows.add(new LossRow("student", step, terms));
    }
    rows.add(new LossRow("student", 4000, Map.of("path", Double.NaN, "phase", 0.0)));

    BufferedImage image = decoded("losses", LossPicture.draw(new LossTable(rows)));

    assertThat(image.getWidth()).isEqualTo(2 * 2 * 600);
    assertThat(colors(image)).contains(Palette.CURVES[4].getRGB());
    assertThatThrownBy(() -> LossPicture.draw(new LossTable(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lossesOfOnePointOrNoneAreDrawn() throws IOException {
    decoded(
        "constant-loss",
        LossPicture.draw(new LossTable(List.of(new LossRow("a", 0, Map.of("x", 0.5))))));
    BufferedImage none =
        decoded(
            "no-loss",
            LossPicture.draw(new LossTable(List.of(new LossRow("a", 0, Map.of("x", 0.0))))));
    assertThat(none.getWidth()).isEqualTo(2 * 600);
  }

  @Test
  void spectrumIsEquallyScaled() throws IOException {
    Random random = new Random(4);
    double[] re = new double[66];
    double[] im = new double[66];
    for (int i = 2; i < 66; i += 2) {
      re[i] = re[i + 1] = -2 + 1.5 * random.nextGaussian();
      im[i] = 4 * random.nextGaussian();
      im[i + 1] = -im[i];
    }
    BufferedImage image = decoded("spectrum", SpectrumPicture.draw(re, im));
    assertThat(image.getHeight()).isEqualTo(2 * 560);
    decoded("spectrum-real", SpectrumPicture.draw(new double[] {-1, -2, 0}, new double[3]));
  }

  @Test
  void qualityAgainstModes() throws IOException {
    double[] modes = {1, 2, 4, 5};
    // An error of rounding, or none, has no place of its own on a logarithmic axis.
    byte[] png =
        PruningPicture.draw(modes, new double[] {1.3, 0.4, 0.2, 0}, new double[] {0, 0.1, 0.7, 1});
    BufferedImage image = decoded("pruning", png);
    assertThat(image.getHeight()).isEqualTo(2 * 420);
    decoded(
        "pruning-one",
        PruningPicture.draw(new double[] {1}, new double[] {1e-9}, new double[] {1}));
  }

  @Test
  void imagesKeepTheirGreyValues() throws IOException {
    ImageLayout shape = new ImageLayout(1, 4, 4);
    float[] pixels = new float[64 * 16];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i % 16 / 15f;
    }
    Map<String, Batch> blocks = new LinkedHashMap<>();
    blocks.put("data", Batch.filled(64, 16, 0.2));
    blocks.put("teacher", Batch.of(64, 16, pixels));
    blocks.put("student", Batch.filled(30, 16, 7));

    BufferedImage image = decoded("images", ImageGrid.draw(blocks, shape, 8, 8));

    assertThat(image.getRGB(2 * 20, 2 * 40) & 0xff).isEqualTo(51);
  }

  /** Red, green and blue stand in channels one after the other. */
  @Test
  void imagesOfThreeChannelsHaveColours() throws IOException {
    ImageLayout shape = new ImageLayout(3, 1, 2);
    Batch row = Batch.of(1, 6, 1, 0, 0.2f, 0, 0, 1);
    BufferedImage image = decoded("colours", ImageGrid.draw(Map.of("one", row), shape, 1, 1));
    int left = image.getRGB(image.getWidth() / 4, image.getHeight() / 2) & 0xffffff;
    int right = image.getRGB(3 * image.getWidth() / 4, image.getHeight() / 2) & 0xffffff;
    assertThat(left).isEqualTo(0xff3300);
    assertThat(right).isEqualTo(0x0000ff);
  }

  @Test
  void thePlaneOfManyDimensionsShowsTheLargestSpread() {
    Random random = new Random(8);
    float[] rows = new float[500 * 5];
    for (int i = 0; i < 500; i++) {
      for (int j = 0; j < 5; j++) {
        rows[5 * i + j] = (float) (random.nextGaussian() * new double[] {0.1, 3, 0.1, 1, 0.1}[j]);
      }
    }
    Batch data = Batch.of(500, 5, rows);
    Plane plane = Plane.of(data);
    double[] first = plane.coordinate(data, 0);
    double[] second = plane.coordinate(data, 1);
    assertThat(deviation(first)).isBetween(2.7, 3.3);
    assertThat(deviation(second)).isBetween(0.9, 1.1);
    assertThat(plane.label(1)).isEqualTo("principal component 2");
  }

  private static double deviation(double[] values) {
    double mean = java.util.Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }
}
