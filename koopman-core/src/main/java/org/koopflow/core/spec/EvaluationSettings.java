package org.koopflow.core.spec;

import java.util.List;
import org.koopflow.api.InvalidSettingException;

/**
 * How a result is judged.
 *
 * @param samples samples drawn for each metric
 * @param directions directions of the sliced Wasserstein distance
 * @param energySamples samples used for the energy distance, whose cost grows with their square
 * @param pathTimes times at which trajectories are compared, within the horizon
 * @param eulerSteps numbers of Euler steps along the teacher to compare one linear step with
 * @param speedBatch batch size of the throughput measurement; 0 leaves it out
 * @param speedRepeats repetitions of it, of which the median counts
 * @param tolerance relative tolerance of the adaptive solver that speaks for the teacher
 * @param spectrum samples and trajectories of the teacher the spectrum is measured on after a run;
 *     0 leaves the spectral analysis out
 */
public record EvaluationSettings(
    int samples,
    int directions,
    int energySamples,
    List<Double> pathTimes,
    List<Integer> eulerSteps,
    int speedBatch,
    int speedRepeats,
    double tolerance,
    int spectrum) {
  /** With fewer trajectories no figure of the spectrum means anything. */
  private static final int LEAST_SPECTRUM = 16;

  /** The protocol of the published figures. */
  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(
          10_000, 200, 2000, List.of(0.25, 0.5, 0.75), List.of(1, 2, 4, 10), 10_000, 5, 1e-5, 500);

  /**
   * Checks the ranges.
   *
   * @param samples samples drawn for each metric
   * @param directions directions of the sliced Wasserstein distance
   * @param energySamples samples used for the energy distance
   * @param pathTimes times at which trajectories are compared
   * @param eulerSteps numbers of Euler steps along the teacher to compare one linear step with
   * @param speedBatch batch size of the throughput measurement
   * @param speedRepeats repetitions of it
   * @param tolerance relative tolerance of the adaptive solver that speaks for the teacher
   * @param spectrum samples and trajectories the spectrum is measured on
   */
  public EvaluationSettings {
    if (samples < 2 || energySamples < 2 || directions < 1) {
      throw new IllegalArgumentException(
          "samples and energySamples must be at least 2 and directions at least 1");
    }
    for (double time : pathTimes) {
      if (!(time > 0 && time < 1)) {
        throw new IllegalArgumentException("a path time must lie inside (0, 1), got " + time);
      }
    }
    for (int steps : eulerSteps) {
      if (steps < 1) {
        throw new InvalidSettingException("eulerSteps", "must be at least 1, got " + steps);
      }
    }
    if (speedBatch < 0 || speedRepeats < 1) {
      throw new InvalidSettingException("speedBatch", "must be >= 0 and speedRepeats >= 1");
    }
    if (!(tolerance > 0)) {
      throw new InvalidSettingException("tolerance", "must be positive, got " + tolerance);
    }
    if (spectrum != 0 && spectrum < LEAST_SPECTRUM) {
      throw new InvalidSettingException(
          "spectrum", "must be 0 or at least " + LEAST_SPECTRUM + ", got " + spectrum);
    }
    pathTimes = List.copyOf(pathTimes);
    eulerSteps = List.copyOf(eulerSteps);
  }
}
