package org.koopflow.core.spec;

import java.util.List;
import java.util.Map;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.metric.MetricProvider;
import org.koopflow.api.sampling.SamplerProvider;

/**
 * How a result is judged.
 *
 * @param samples samples drawn for each metric
 * @param pathTimes times at which trajectories are compared, within the horizon
 * @param eulerSteps numbers of Euler steps along the teacher to compare one linear step with
 * @param tolerance relative tolerance of the adaptive solver that speaks for the teacher
 * @param metrics what is measured, in the order of the figures
 * @param spectrum samples and trajectories of the teacher the spectrum is measured on after a run;
 *     0 leaves the spectral analysis out
 */
public record EvaluationSettings(
    int samples,
    List<Double> pathTimes,
    List<Integer> eulerSteps,
    double tolerance,
    Selections<MetricProvider<?>> metrics,
    int spectrum) {
  /** With fewer trajectories no figure of the spectrum means anything. */
  private static final int LEAST_SPECTRUM = 16;

  private static final int MOST_SPECTRUM = 1_000_000;

  private static final int MOST_STEPS = 1_000_000;

  /** The protocol of the published figures. */
  public static final EvaluationSettings DEFAULT =
      new EvaluationSettings(
          10_000,
          List.of(0.25, 0.5, 0.75),
          List.of(1, 2, 4, 10),
          1e-5,
          Selections.of(
              "sliced-wasserstein",
              "energy",
              "frechet",
              "class-sliced-wasserstein",
              "class-accuracy",
              "nfe",
              "throughput",
              "end-mse",
              "recorded-ends",
              "path-mse",
              "relative-residual"),
          500);

  /**
   * Checks the ranges.
   *
   * @param samples samples drawn for each metric
   * @param pathTimes times at which trajectories are compared
   * @param eulerSteps numbers of Euler steps along the teacher to compare one linear step with
   * @param tolerance relative tolerance of the adaptive solver that speaks for the teacher
   * @param metrics what is measured
   * @param spectrum samples and trajectories the spectrum is measured on
   */
  public EvaluationSettings {
    if (samples < 2) {
      throw new InvalidSettingException("samples", "must be at least 2, got " + samples);
    }
    for (double time : pathTimes) {
      if (!(time > 0 && time < 1)) {
        throw new InvalidSettingException("pathTimes", "must lie inside (0, 1), got " + time);
      }
    }
    for (int steps : eulerSteps) {
      if (steps < 1 || steps > MOST_STEPS) {
        throw new InvalidSettingException(
            "eulerSteps", "must be between 1 and " + MOST_STEPS + ", got " + steps);
      }
    }
    if (!(tolerance > 0 && Double.isFinite(tolerance))) {
      throw new InvalidSettingException(
          "tolerance", "must be positive and finite, got " + tolerance);
    }
    if (spectrum != 0 && spectrum < LEAST_SPECTRUM) {
      throw new InvalidSettingException(
          "spectrum", "must be 0 or at least " + LEAST_SPECTRUM + ", got " + spectrum);
    }
    if (spectrum > MOST_SPECTRUM) {
      throw new InvalidSettingException(
          "spectrum", "must be at most " + MOST_SPECTRUM + ", got " + spectrum);
    }
    pathTimes = List.copyOf(pathTimes);
    eulerSteps = List.copyOf(eulerSteps);
  }

  /**
   * The solver that speaks for the teacher.
   *
   * @return Dormand-Prince with steps that keep the {@link #tolerance}, relative and absolute
   */
  public Selection<SamplerProvider<?>> solver() {
    return new Selection<>("dopri5", Map.of("rtol", tolerance, "atol", tolerance));
  }
}
