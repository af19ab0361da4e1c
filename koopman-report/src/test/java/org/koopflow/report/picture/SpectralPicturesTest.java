package org.koopflow.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;

class SpectralPicturesTest {
  private static final double[] TIMES = {0, 0.25, 0.5, 0.75, 1};

  private static BufferedImage decoded(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
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

  private static ModePlanePicture.Spectrum spectrum(double... errors) {
    double[] rate = new double[errors.length];
    double[] turn = new double[errors.length];
    for (int k = 0; k < errors.length; k++) {
      rate[k] = 1 - k;
      turn[k] = k % 2;
    }
    return new ModePlanePicture.Spectrum("modes", rate, turn, errors);
  }

  @Test
  void modesAreColouredByTheirErrors() throws IOException {
    byte[] true1 = ModePlanePicture.draw(List.of(spectrum(0.01, 0.02, 0.03)), null);
    byte[] true2 = ModePlanePicture.draw(List.of(spectrum(0.04, 0.05, 0.06)), null);
    byte[] false1 = ModePlanePicture.draw(List.of(spectrum(0.01, 5, 0.03)), null);
    assertThat(true1).as("errors of one class look alike").isEqualTo(true2);
    assertThat(false1).isNotEqualTo(true1);
    assertThat(
            decoded(ModePlanePicture.draw(List.of(spectrum(0.01), spectrum(Double.NaN, 2)), null))
                .getWidth())
        .isEqualTo(2 * 2 * 560);
  }

  @Test
  void levelsAreDrawnBehind() {
    double[] grid = {-2, -1, 0, 1, 2};
    double[][] values = new double[5][5];
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        values[i][j] = 0.01 + Math.hypot(grid[i], grid[j]);
      }
    }
    assertThat(
            ModePlanePicture.draw(
                List.of(spectrum(0.1)), new ModePlanePicture.Levels(grid, grid, values)))
        .isNotEqualTo(ModePlanePicture.draw(List.of(spectrum(0.1)), null));
  }

  @Test
  void curvesHaveTheirOwnColours() throws IOException {
    double[] rising = {0, 1, 2, 4, 8};
    double[] steady = {3, 3, 3, 3, 3};
    BufferedImage image =
        decoded(
            CurvesPicture.draw(
                List.of(
                    new CurvesPicture.Group(
                        "two",
                        "size",
                        List.of(
                            new CurvesPicture.Curve("one", "", TIMES, rising, steady),
                            new CurvesPicture.Curve("other", "", TIMES, steady, rising))))));
    assertThat(colors(image)).contains(Palette.CURVES[0].getRGB(), Palette.CURVES[1].getRGB());
  }

  @Test
  void shapesAreDrawnInAnyDimension() throws IOException {
    for (int d : new int[] {1, 2, 5}) {
      double[] points = new double[4 * d];
      double[] directions = new double[4 * d];
      for (int i = 0; i < points.length; i++) {
        points[i] = Math.sin(i);
        directions[i] = Math.cos(3 * i);
      }
      Batch at = Batch.ofDoubles(4, d, points);
      BufferedImage image =
          decoded(
              ShapePicture.draw(
                  at,
                  List.of(
                      new ShapePicture.Shape("a", Batch.ofDoubles(4, d, directions)),
                      new ShapePicture.Shape("still", Batch.zeros(4, d)))));
      assertThat(image.getWidth()).isEqualTo(2 * 2 * 360);
    }
  }

  @Test
  void aTableShowsItsLargestInFullColour() throws IOException {
    BufferedImage image =
        decoded(
            MatrixPicture.draw(
                List.of(
                    new MatrixPicture.Table(
                        "t", "rows", "columns", new double[][] {{0, 2}, {-2, 1}}))));
    assertThat(colors(image))
        .contains(new Color(0xb2, 0x2a, 0x2a).getRGB(), new Color(0x2a, 0x5c, 0xa8).getRGB());
  }

  @Test
  void cloudsShareTheirAxes() throws IOException {
    Batch near = Batch.of(3, 2, 0, 0, 1, 1, 0, 1);
    Batch far = Batch.of(3, 2, 9, 9, 8, 8, 9, 8);
    Map<String, Batch> clouds = new java.util.LinkedHashMap<>();
    clouds.put("near", near);
    clouds.put("far", far);
    assertThat(decoded(SamplePicture.draw(clouds)).getWidth()).isEqualTo(2 * 2 * 400);
  }
}
