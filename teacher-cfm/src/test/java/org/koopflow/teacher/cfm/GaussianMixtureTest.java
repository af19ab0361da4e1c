package org.koopflow.teacher.cfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.teacher.PathBatch;

class GaussianMixtureTest {
  private static final double SIGMA = 0.3;
  private static final double[] LOG_WEIGHTS = {Math.log(0.2), Math.log(0.5), Math.log(0.3)};
  private static final double[] MEANS = {-2, 0.5, 1.5};
  private static final double[] DEVIATIONS = {0.3, 0.8, 0.1};
  private static final GaussianMixture THREE =
      new GaussianMixture(1, LOG_WEIGHTS, MEANS, DEVIATIONS);
  private static final ConditionalPath LINEAR = new ConditionalPath(ProbabilityPath.LINEAR, 0);

  private static double density(ProbabilityPath path, double t, double x) {
    Schedule at = path.at(t, SIGMA);
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double variance =
          at.noise() * at.noise()
              + Math.pow(at.data() * DEVIATIONS[k], 2)
              + at.deviation() * at.deviation();
      double off = x - at.data() * MEANS[k];
      sum +=
          Math.exp(LOG_WEIGHTS[k] - off * off / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }
    return sum;
  }

  private static double velocity(ProbabilityPath path, double t, double x) {
    return THREE
        .velocity(
            new ConditionalPath(path, SIGMA), Batch.ofDoubles(1, 1, t), Batch.ofDoubles(1, 1, x))
        .get(0, 0);
  }

  /** The velocity moves the density: {@code dp/dt + d(p v)/dx = 0}. */
  @ParameterizedTest
  @EnumSource(ProbabilityPath.class)
  void theContinuityEquationHolds(ProbabilityPath path) {
    double h = 1e-4;
    for (double t = 0.1; t < 0.95; t += 0.2) {
      for (double x = -3; x <= 3; x += 0.4) {
        double change = (density(path, t + h, x) - density(path, t - h, x)) / (2 * h);
        double out =
            (density(path, t, x + h) * velocity(path, t, x + h)
                    - density(path, t, x - h) * velocity(path, t, x - h))
                / (2 * h);
        assertThat(change + out).as("t %s x %s", t, x).isCloseTo(0, within(2e-5));
      }
    }
  }

  /** What the regression would find: on one Gaussian the minimiser is linear in x. */
  @ParameterizedTest
  @EnumSource(ProbabilityPath.class)
  void theRegressionFindsTheClosedForm(ProbabilityPath path) {
    int rows = 200_000;
    RandomStreams random = new RandomStreams(8);
    GaussianMixture one =
        new GaussianMixture(1, new double[] {0}, new double[] {1}, new double[] {0.5});
    ConditionalPath joined = new ConditionalPath(path, SIGMA);
    for (double t : new double[] {0.2, 0.5, 0.9}) {
      PathBatch drawn =
          joined.between(
              Batch.filled(rows, 1, t),
              RandomStreams.normal(rows, 1, random.stream("noise")),
              one.draw(rows, random.stream("data")),
              random.stream("path"));
      double[] x = drawn.x().doubles();
      double[] u = drawn.target().doubles();
      double meanX = 0;
      double meanU = 0;
      for (int i = 0; i < rows; i++) {
        meanX += x[i] / rows;
        meanU += u[i] / rows;
      }
      double covariance = 0;
      double variance = 0;
      for (int i = 0; i < rows; i++) {
        covariance += (x[i] - meanX) * (u[i] - meanU) / rows;
        variance += (x[i] - meanX) * (x[i] - meanX) / rows;
      }
      for (double at : new double[] {-0.5, 0.3, 1.2}) {
        double fitted = meanU + covariance / variance * (at - meanX);
        double exact =
            one.velocity(joined, drawn.t().rows(0, 1), Batch.ofDoubles(1, 1, at)).get(0, 0);
        // About five standard errors of the slope at 200,000 samples.
        assertThat(fitted).as("t %s x %s", t, at).isCloseTo(exact, within(0.03));
      }
    }
  }

  @Test
  void oneGaussianIsTheMatrixFormula() {
    GaussianMixture one =
        new GaussianMixture(2, new double[] {0}, new double[] {1, -0.5}, new double[] {0.5, 1.5});
    for (double t : new double[] {0, 0.25, 0.6, 1}) {
      Batch x = Batch.ofDoubles(1, 2, 0.7, -1.1);
      Batch v = one.velocity(LINEAR, Batch.ofDoubles(1, 1, t), x);
      for (int j = 0; j < 2; j++) {
        double m = one.means()[j];
        double s = one.deviations()[j] * one.deviations()[j];
        double expected =
            m + (t * s - (1 - t)) / ((1 - t) * (1 - t) + t * t * s) * (x.get(0, j) - t * m);
        assertThat(v.get(0, j)).isCloseTo(expected, within(1e-14));
      }
    }
  }

  /**
   * Near the end every state belongs to one row, and what is left of the way takes what is left.
   */
  @Test
  void pointsAreReachedHoweverNearTheEndIs() {
    RandomStreams random = new RandomStreams(9);
    Batch rows = RandomStreams.normal(200, 3, random.stream("rows"));
    double[] logWeights = new double[200];
    java.util.Arrays.fill(logWeights, -Math.log(200));
    GaussianMixture points = new GaussianMixture(3, logWeights, rows.doubles(), new double[600]);
    for (double left : new double[] {1e-3, 1e-4, 1e-5}) {
      for (int i = 0; i < 200; i++) {
        double[] x = new double[3];
        double[] e = RandomStreams.normal(1, 3, random.stream("e" + i)).doubles();
        for (int j = 0; j < 3; j++) {
          x[j] = (1 - left) * rows.get(i, j) + left * e[j];
        }
        Batch v =
            points.velocity(LINEAR, Batch.ofDoubles(1, 1, 1 - left), Batch.ofDoubles(1, 3, x));
        for (int j = 0; j < 3; j++) {
          assertThat(v.get(0, j)).isCloseTo(rows.get(i, j) - e[j], within(1e-9));
        }
      }
    }
    Batch far = Batch.of(2, 3, 100, 100, 100, -1e4f, 0, 1e4f);
    for (double t : new double[] {0, 0.5, 1 - 1e-7, 1}) {
      assertThat(points.velocity(LINEAR, Batch.filled(2, 1, t), far).isFinite()).isTrue();
    }
  }

  @Test
  void drawsHaveTheMomentsOfTheMixture() {
    Batch drawn = THREE.draw(200_000, new RandomStreams(10).stream("draw"));
    double mean = -2 * 0.2 + 0.5 * 0.5 + 1.5 * 0.3;
    double second = 0.2 * (4 + 0.09) + 0.5 * (0.25 + 0.64) + 0.3 * (2.25 + 0.01);
    double sum = 0;
    double squares = 0;
    for (double x : drawn.doubles()) {
      sum += x;
      squares += x * x;
    }
    // Five standard errors of a spread of about 1.3.
    assertThat(sum / 200_000).isCloseTo(mean, within(0.015));
    assertThat(squares / 200_000).isCloseTo(second, within(0.025));
  }
}
