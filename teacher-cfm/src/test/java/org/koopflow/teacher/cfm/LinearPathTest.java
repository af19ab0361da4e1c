package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;

class LinearPathTest {
  private static final int ROWS = 200_000;
  private static final RandomStreams RANDOM = new RandomStreams(2);
  private static final Batch NOISE = RandomStreams.normal(ROWS, 2, RANDOM.stream("noise"));

  /** All data at one point, so that the moments of the path have a closed form. */
  private static final Batch DATA =
      RandomStreams.draw(Batch.of(1, 2, 3, -1), ROWS, RANDOM.stream("d"));

  private static PathBatch path(double sigma) {
    return new LinearPath(sigma).between(NOISE, DATA, RANDOM.stream("path"));
  }

  @Test
  void pointsAndVelocitiesLeadToTheData() {
    PathBatch path = path(0);
    for (int i = 0; i < 1000; i++) {
      double t = path.t().get(i, 0);
      for (int k = 0; k < 2; k++) {
        // x_t + (1 - t) u = x_1 and x_t - t u = x_0, up to single precision.
        assertThat(path.x().get(i, k) + (1 - t) * path.target().get(i, k))
            .isCloseTo(DATA.get(i, k), within(1e-5));
        assertThat(path.x().get(i, k) - t * path.target().get(i, k))
            .isCloseTo(NOISE.get(i, k), within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void momentsFollowTheFormula(double sigma) {
    PathBatch path = path(sigma);
    double[] sums = new double[3];
    int count = 0;
    // Around t = 0.3: mean t x_1, variance (1 - t)^2 + sigma^2.
    for (int i = 0; i < ROWS; i++) {
      if (Math.abs(path.t().get(i, 0) - 0.3) < 0.02) {
        double x = path.x().get(i, 0);
        sums[0] += x;
        sums[1] += x * x;
        count++;
      }
    }
    double mean = sums[0] / count;
    double variance = sums[1] / count - mean * mean;
    assertThat(count).isCloseTo(8000, within(400));
    // Four standard errors at 8,000 samples.
    assertThat(mean).isCloseTo(0.9, within(0.05));
    assertThat(variance).isCloseTo(0.49 + sigma * sigma, within(0.06));
  }

  @Test
  void timesAreUniform() {
    PathBatch path = path(0);
    int[] tenths = new int[10];
    for (int i = 0; i < ROWS; i++) {
      tenths[(int) (10 * path.t().get(i, 0))]++;
    }
    for (int count : tenths) {
      assertThat(count).isCloseTo(ROWS / 10, within(600));
    }
  }
}
