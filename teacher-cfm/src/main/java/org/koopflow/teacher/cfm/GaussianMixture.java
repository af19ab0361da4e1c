package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.Precision;

/**
 * A mixture of Gaussians with diagonal covariances, and the closed form of the marginal velocity of
 * a conditional path to it from independent noise.
 *
 * <p>Given component k, {@code x_t} is Gaussian with mean {@code b m_k} and variance {@code q_k =
 * a^2 + b^2 s_k^2 + s^2} in each coordinate, moved by the velocity {@code b' m_k + q_k'/(2 q_k) (x
 * - b m_k)}; the marginal velocity is their mean under the posterior of k given {@code x_t} (Lipman
 * et al. 2023, theorem 1). The posterior is taken from logarithms less their largest, which stays
 * sound when all densities but one underflow, as they do for t near 1.
 *
 * @param dimension d
 * @param logWeights logarithm of each component's weight, length K
 * @param means K x d, row-major
 * @param deviations K x d, row-major, at least 0; 0 is a point
 */
record GaussianMixture(int dimension, double[] logWeights, double[] means, double[] deviations) {
  /**
   * Towards a point, the velocity of states that do not end there grows like 1 / (1 - t): times
   * nearer to the end than this are read as this one.
   */
  static final double LAST_TIME_OF_POINTS = 1 - 1e-6;

  /** Below this logarithm a posterior weight is lost in rounding. */
  private static final double NEGLIGIBLE = -40;

  private int components() {
    return logWeights.length;
  }

  private boolean hasPoints() {
    for (double deviation : deviations) {
      if (deviation == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Draws independent rows.
   *
   * @param rows how many
   * @param random where the randomness comes from
   * @return rows x d
   */
  Batch draw(int rows, RandomGenerator random) {
    float[] drawn = new float[rows * dimension];
    for (int i = 0; i < rows; i++) {
      int k = component(random);
      for (int j = 0; j < dimension; j++) {
        int at = k * dimension + j;
        double value = means[at];
        if (deviations[at] > 0) {
          value += deviations[at] * random.nextGaussian();
        }
        drawn[i * dimension + j] = (float) value;
      }
    }
    return Batch.of(rows, dimension, drawn);
  }

  private int component(RandomGenerator random) {
    double left = random.nextDouble();
    for (int k = 0; k < components() - 1; k++) {
      left -= Math.exp(logWeights[k]);
      if (left < 0) {
        return k;
      }
    }
    return components() - 1;
  }

  /**
   * The marginal velocity.
   *
   * @param path joins noise and mixture
   * @param t times, rows x 1
   * @param x states, rows x d
   * @return v(t, x), rows x d, in the precision of x
   */
  Batch velocity(ConditionalPath path, Batch t, Batch x) {
    double last = hasPoints() ? LAST_TIME_OF_POINTS : 1;
    double[] states = x.doubles();
    double[] velocity = new double[states.length];
    double[] logs = new double[components()];
    double[] variances = new double[means.length];
    for (int i = 0; i < x.rows(); i++) {
      Schedule at = path.path().at(Math.min(t.get(i, 0), last), path.sigma());
      posterior(at, states, i * dimension, variances, logs);
      for (int k = 0; k < logs.length; k++) {
        if (logs[k] > 0) {
          add(at, k, logs[k], states, i * dimension, variances, velocity);
        }
      }
    }
    Batch exact = Batch.ofDoubles(x.rows(), dimension, velocity);
    return exact.to(x.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32);
  }

  /** Writes the variances of x_t and, in place of the logarithms, the posterior weights. */
  private void posterior(
      Schedule at, double[] states, int from, double[] variances, double[] weights) {
    double largest = Double.NEGATIVE_INFINITY;
    double deviation = Double.NaN;
    double variance = Double.NaN;
    double logVariance = Double.NaN;
    for (int k = 0; k < weights.length; k++) {
      double log = logWeights[k];
      for (int j = 0; j < dimension; j++) {
        int entry = k * dimension + j;
        if (deviations[entry] != deviation) {
          // Kernels of one width, the usual case, share one logarithm.
          deviation = deviations[entry];
          variance = at.total(deviation * deviation);
          logVariance = Math.log(variance);
        }
        double off = states[from + j] - at.data() * means[entry];
        variances[entry] = variance;
        log -= (off * off / variance + logVariance) / 2;
      }
      weights[k] = log;
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      double log = weights[k] - largest;
      weights[k] = log < NEGLIGIBLE ? 0 : Math.exp(log);
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] /= sum;
    }
  }

  private void add(
      Schedule at,
      int k,
      double weight,
      double[] states,
      int from,
      double[] variances,
      double[] velocity) {
    for (int j = 0; j < dimension; j++) {
      int entry = k * dimension + j;
      double slope = at.halfTotalSlope(deviations[entry] * deviations[entry]) / variances[entry];
      double off = states[from + j] - at.data() * means[entry];
      velocity[from + j] += weight * (at.dataSlope() * means[entry] + slope * off);
    }
  }
}
