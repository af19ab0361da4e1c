package com.example.stranger;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.data.DataContext;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * Points of the Lissajous figure {@code (sin au, sin bu)}, u uniform on the circle, blurred by
 * Gaussian noise of standard deviation {@value #BLUR}.
 */
public final class LissajousSource implements DataSourceProvider<LissajousSource.Settings> {
  /** Standard deviation of the blur along each axis. */
  public static final double BLUR = 0.05;

  /** Creates the provider. */
  public LissajousSource() {}

  /**
   * Settings of the source.
   *
   * @param samples training rows
   * @param testSamples rows held back
   * @param across frequency a of the first coordinate
   * @param up frequency b of the second coordinate
   */
  public record Settings(int samples, int testSamples, int across, int up) {
    /**
     * Checks the ranges.
     *
     * @param samples training rows
     * @param testSamples rows held back
     * @param across frequency of the first coordinate
     * @param up frequency of the second coordinate
     */
    public Settings {
      require("samples", samples, 2);
      require("testSamples", testSamples, 2);
      require("across", across, 1);
      require("up", up, 1);
    }

    private static void require(String setting, int value, int least) {
      InvalidSettingException.require(
          value >= least, setting, "must be at least " + least + ", got " + value);
    }
  }

  @Override
  public String name() {
    return "lissajous";
  }

  @Override
  public String summary() {
    return "a Lissajous figure of two frequencies, a little blurred";
  }

  @Override
  public Settings defaults() {
    return new Settings(50_000, 10_000, 3, 2);
  }

  @Override
  public Dataset create(Settings settings, DataContext context) {
    // A stream for each part, so that more of one leaves the other as it was.
    return Dataset.of(
        name(),
        draw(settings, settings.samples, context.random().stream("train")),
        draw(settings, settings.testSamples, context.random().stream("test")));
  }

  private static Batch draw(Settings settings, int rows, RandomGenerator random) {
    float[] points = new float[2 * rows];
    for (int i = 0; i < rows; i++) {
      double u = 2 * Math.PI * random.nextDouble();
      // StrictMath gives the same bits everywhere, and so the same data for the same seed.
      double x = StrictMath.sin(settings.across * u);
      double y = StrictMath.sin(settings.up * u);
      points[2 * i] = (float) (x + BLUR * random.nextGaussian());
      points[2 * i + 1] = (float) (y + BLUR * random.nextGaussian());
    }
    return Batch.of(rows, 2, points);
  }
}
