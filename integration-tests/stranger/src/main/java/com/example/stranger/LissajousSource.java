package com.example.stranger;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.api.data.Dataset;

/**
 * Points of the Lissajous figure {@code (sin 3u, sin 2u)}, u uniform on the circle, blurred by
 * Gaussian noise of standard deviation {@value #BLUR}.
 */
public final class LissajousSource implements DataSourceProvider {
  /** Standard deviation of the blur along each axis. */
  public static final double BLUR = 0.05;

  /** Creates the provider. */
  public LissajousSource() {}

  @Override
  public String name() {
    return "lissajous";
  }

  @Override
  public String summary() {
    return "a Lissajous figure of frequencies 3 and 2, a little blurred";
  }

  @Override
  public Dataset load(DataSettings settings, RandomStreams random) {
    // A stream for each part, so that more of one leaves the other as it was.
    return Dataset.of(
        name(),
        draw(settings.samples(), random.stream("train")),
        draw(settings.testSamples(), random.stream("test")));
  }

  private static Batch draw(int rows, RandomGenerator random) {
    float[] points = new float[2 * rows];
    for (int i = 0; i < rows; i++) {
      double u = 2 * Math.PI * random.nextDouble();
      // StrictMath gives the same bits everywhere, and so the same data for the same seed.
      points[2 * i] = (float) (StrictMath.sin(3 * u) + BLUR * random.nextGaussian());
      points[2 * i + 1] = (float) (StrictMath.sin(2 * u) + BLUR * random.nextGaussian());
    }
    return Batch.of(rows, 2, points);
  }
}
