package org.koopflow.parts.data;

import java.util.random.RandomGenerator;
import org.koopflow.api.Matrix;

/**
 * One Gaussian with mean (1, -0.5) and independent coordinates of standard deviation (0.5, 1.5).
 *
 * <p>The flow from standard normal noise to it is known exactly. With mean m, covariance S and the
 * straight path {@code x_t = (1 - t) x_0 + t x_1} of independent ends, the velocity is {@code v(t,
 * x) = m + (t S - (1 - t) I) ((1 - t)^2 I + t^2 S)^-1 (x - t m)}; it moves noise {@code x_0} to
 * {@code m + S^(1/2) x_0}. A trained flow can be measured against that. There are no classes.
 */
public final class Gaussian implements GeneratedSource {
  private static final double[] MEAN = {1, -0.5};
  private static final double[] DEVIATION = {0.5, 1.5};

  /** Creates the source. */
  public Gaussian() {}

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String summary() {
    return "one Gaussian, for which the flow is known exactly";
  }

  /**
   * Mean of each coordinate.
   *
   * @return a new array of length 2
   */
  public static double[] mean() {
    return MEAN.clone();
  }

  /**
   * Standard deviation of each coordinate, the diagonal of {@code S^(1/2)}.
   *
   * @return a new array of length 2
   */
  public static double[] deviation() {
    return DEVIATION.clone();
  }

  /**
   * Covariance S.
   *
   * @return a diagonal 2 x 2 matrix
   */
  public static Matrix covariance() {
    return Matrix.of(2, 2, DEVIATION[0] * DEVIATION[0], 0, 0, DEVIATION[1] * DEVIATION[1]);
  }

  @Override
  public int draw(RandomGenerator random, double[] point) {
    for (int j = 0; j < point.length; j++) {
      point[j] = MEAN[j] + DEVIATION[j] * random.nextGaussian();
    }
    return UNLABELLED;
  }
}
