package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataSettings;
import org.koopflow.testkit.DataSourceContract;

class LissajousSourceTest implements DataSourceContract {
  @Override
  public LissajousSource provider() {
    return new LissajousSource();
  }

  @Override
  public DataSettings settings() {
    return new DataSettings("lissajous", "", "", 3000, 500, "none", 0);
  }

  /**
   * The distance from the figure is that of a Gaussian in one direction, whose mean is {@code
   * sqrt(2/pi)} = 0.80 standard deviations; the two branches at a crossing, of which the nearer
   * counts, take a little off.
   */
  @Test
  void liesAlongTheFigure() {
    Batch points = provider().load(settings(), new RandomStreams(1)).train();
    double mean = 0;
    for (int i = 0; i < points.rows(); i++) {
      mean += distance(points.get(i, 0), points.get(i, 1)) / points.rows();
    }
    assertThat(mean / LissajousSource.BLUR).isBetween(0.7, 0.8);
  }

  private static double distance(double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < 2000; k++) {
      double u = 2 * Math.PI * k / 2000;
      nearest = Math.min(nearest, Math.hypot(x - Math.sin(3 * u), y - Math.sin(2 * u)));
    }
    return nearest;
  }
}
