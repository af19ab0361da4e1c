package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.data.DataContext;
import org.koopflow.testkit.DataSourceContract;

class LissajousSourceTest implements DataSourceContract<LissajousSource.Settings> {
  @Override
  public LissajousSource provider() {
    return new LissajousSource();
  }

  @Override
  public LissajousSource.Settings settings() {
    return new LissajousSource.Settings(3000, 500, 3, 2);
  }

  /**
   * The distance from the figure is that of a Gaussian in one direction, whose mean is {@code
   * sqrt(2/pi)} = 0.80 standard deviations; the two branches at a crossing, of which the nearer
   * counts, take a little off.
   */
  @Test
  void liesAlongTheFigure() {
    assertThat(distance(settings(), 3, 2)).isBetween(0.7, 0.8);
  }

  @Test
  void liesAlongAnotherFigure() {
    LissajousSource.Settings circle = new LissajousSource.Settings(3000, 500, 1, 3);
    assertThat(distance(circle, 1, 3)).isBetween(0.7, 0.8);
    assertThat(distance(circle, 3, 2)).isGreaterThan(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LissajousSource.Settings(3000, 500, 0, 3))
        .withMessage("across must be at least 1, got 0");
  }

  /** Mean distance from a figure, in standard deviations of the blur. */
  private double distance(LissajousSource.Settings settings, int across, int up) {
    Batch points = provider().create(settings, new DataContext(new RandomStreams(1))).train();
    double mean = 0;
    for (int i = 0; i < points.rows(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int k = 0; k < 2000; k++) {
        double u = 2 * Math.PI * k / 2000;
        double x = points.get(i, 0) - Math.sin(across * u);
        nearest = Math.min(nearest, Math.hypot(x, points.get(i, 1) - Math.sin(up * u)));
      }
      mean += nearest / points.rows();
    }
    return mean / LissajousSource.BLUR;
  }
}
