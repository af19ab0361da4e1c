package org.koopflow.core.evaluation;

import java.util.Arrays;
import org.koopflow.api.Batch;
import org.koopflow.api.sampling.Sampler;

/** Samples per second, as the median of several repetitions. */
final class Throughput {
  private Throughput() {}

  /**
   * Measures two samplers in turn, so that a drift of the machine touches both alike.
   *
   * @param noise one batch of noise
   * @param repeats how often, besides one uncounted warm-up
   * @param samplers the samplers
   * @return samples per second of each
   */
  static double[] measure(Batch noise, int repeats, Sampler... samplers) {
    double[][] rates = new double[samplers.length][repeats];
    for (Sampler sampler : samplers) {
      sampler.sample(noise.rows(0, Math.max(1, noise.rows() / 10)));
    }
    for (int r = 0; r < repeats; r++) {
      for (int s = 0; s < samplers.length; s++) {
        long start = System.nanoTime();
        samplers[s].sample(noise);
        rates[s][r] = noise.rows() / ((System.nanoTime() - start) * 1e-9);
      }
    }
    return Arrays.stream(rates).mapToDouble(Throughput::median).toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
