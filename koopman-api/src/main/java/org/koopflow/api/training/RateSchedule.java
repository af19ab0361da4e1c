package org.koopflow.api.training;

import org.koopflow.api.InvalidSettingException;

/**
 * A learning rate that grows linearly and then falls along a cosine.
 *
 * @param learningRate rate reached after the warm-up, positive
 * @param finalRate rate at the last step as a share of {@code learningRate}, in [0, 1]
 * @param warmup steps of linear growth from 0, at least 0
 */
public record RateSchedule(double learningRate, double finalRate, int warmup) {
  /**
   * Checks the ranges.
   *
   * @param learningRate highest rate
   * @param finalRate last rate as a share
   * @param warmup steps of growth
   */
  public RateSchedule {
    InvalidSettingException.require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        "must be positive and finite, got " + learningRate);
    InvalidSettingException.require(
        finalRate >= 0 && finalRate <= 1, "finalRate", "must lie in [0, 1], got " + finalRate);
    InvalidSettingException.require(warmup >= 0, "warmup", "must not be negative, got " + warmup);
  }

  /**
   * Learning rate of a step.
   *
   * @param step from 0
   * @param steps number of steps there are
   * @return the rate
   */
  public double rate(int step, int steps) {
    double grown = warmup == 0 ? 1 : Math.min(1, (step + 1.0) / warmup);
    double through = steps <= 1 ? 0 : (double) step / (steps - 1);
    double decayed = finalRate + (1 - finalRate) * 0.5 * (1 + Math.cos(Math.PI * through));
    return learningRate * grown * decayed;
  }
}
