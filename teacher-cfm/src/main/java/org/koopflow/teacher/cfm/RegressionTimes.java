package org.koopflow.teacher.cfm;

import java.util.random.RandomGenerator;
import org.koopflow.api.Batch;
import org.koopflow.api.InvalidSettingException;

/**
 * Which times the regression looks at.
 *
 * @param time their density
 * @param timeLocation location of the {@code logit-normal} density
 * @param timeScale scale of the {@code logit-normal} density, positive
 */
public record RegressionTimes(TimeDensity time, double timeLocation, double timeScale) {
  /** What a path is drawn at when nothing is regressed. */
  static final RegressionTimes UNIFORM = new RegressionTimes(TimeDensity.UNIFORM, 0, 1);

  /**
   * Checks the ranges.
   *
   * @param time their density
   * @param timeLocation location of the density
   * @param timeScale scale of the density
   */
  public RegressionTimes {
    if (!Double.isFinite(timeLocation)) {
      throw new InvalidSettingException("timeLocation", "must be a number, got " + timeLocation);
    }
    if (!(timeScale > 0 && Double.isFinite(timeScale))) {
      throw new InvalidSettingException("timeScale", "must be positive, got " + timeScale);
    }
  }

  /** Draws times, rows x 1. */
  Batch draw(int rows, RandomGenerator random) {
    return time.draw(rows, random, timeLocation, timeScale);
  }
}
