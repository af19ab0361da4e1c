package org.koopflow.parts.data;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;

/**
 * Square images of one white bar on black, from edge to edge: the smallest data that a network of
 * images can learn. The class says which way the bar lies and in which half of the image:
 *
 * <ul>
 *   <li>0: across, in the upper half,
 *   <li>1: across, in the lower half,
 *   <li>2: upright, in the left half,
 *   <li>3: upright, in the right half,
 * </ul>
 *
 * <p>all equally likely. A bar is a quarter of the image thick and lies anywhere within its half
 * with equal probability, between pixels too: a pixel it covers in part is as bright as that part
 * is large. So the pixels of an image add up to a quarter of their number, whatever the class. Each
 * has Gaussian noise of its own, which takes a few of them a little beyond 0 and 1.
 */
public final class Bars implements DataSourceProvider<Bars.Settings> {
  /** Number of classes. */
  public static final int CLASSES = 4;

  private static final int SMALLEST = 4;
  private static final int LARGEST = 1024;

  /**
   * Settings of the source.
   *
   * @param images how many are drawn
   * @param size height and width of an image in pixels, 4 to 1,024
   * @param noise standard deviation of what is added to each pixel, at least 0
   */
  public record Settings(@Inlined GeneratedSource.Settings images, int size, double noise) {
    /**
     * Checks the ranges.
     *
     * @param images how many are drawn
     * @param size height and width of an image
     * @param noise standard deviation of what is added to each pixel
     */
    public Settings {
      InvalidSettingException.require(
          size >= SMALLEST && size <= LARGEST,
          "size",
          "must be from " + SMALLEST + " to " + LARGEST + " pixels, got " + size);
      InvalidSettingException.require(
          noise >= 0 && Double.isFinite(noise), "noise", "must be a number >= 0, got " + noise);
    }
  }

  /** Creates the source. */
  public Bars() {}

  @Override
  public String name() {
    return "bars";
  }

  @Override
  public String summary() {
    return "small images of one bar; its direction and place are the class";
  }

  @Override
  public Settings defaults() {
    return new Settings(new GeneratedSource.Settings(20_000, 4000), 8, 0.05);
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    int size = settings.size;
    return settings.images.dataset(
        name(),
        size * size,
        (random, pixels) -> draw(settings, random, pixels),
        Optional.of(new ImageLayout(1, size, size)),
        context);
  }

  private static int draw(Settings settings, RandomGenerator random, double[] pixels) {
    int size = settings.size;
    double thickness = size / 4.0;
    int label = random.nextInt(CLASSES);
    double from = label % 2 * size / 2.0 + random.nextDouble() * (size / 2.0 - thickness);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int line = label < 2 ? y : x;
        double covered = Math.min(line + 1, from + thickness) - Math.max(line, from);
        pixels[y * size + x] = Math.max(covered, 0) + settings.noise * random.nextGaussian();
      }
    }
    return label;
  }
}
