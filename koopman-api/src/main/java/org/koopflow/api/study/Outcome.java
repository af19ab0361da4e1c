package org.koopflow.api.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a trial. It travels back from where the trial was made; all else the trial gave
 * stands in its folder, also what was reached before it was stopped or failed, such as the weights
 * of the last good step.
 *
 * @param trial the trial
 * @param ending how it ended
 * @param metrics its figures as in {@code metrics.json}, as far as they were reached
 * @param failure why it failed, in one line; empty if it did not
 */
public record Outcome(
    Trial trial, Ending ending, Map<String, Object> metrics, Optional<String> failure) {
  /** How a trial ends. */
  public enum Ending {
    /** It came to its end. */
    COMPLETED,
    /** It was asked to stop, and did. */
    STOPPED,
    /** It cannot be made, or diverged. */
    FAILED
  }

  /**
   * Copies the map, keeping its order.
   *
   * @param trial the trial
   * @param ending how it ended
   * @param metrics its figures
   * @param failure why it failed, in one line; empty if it did not
   */
  public Outcome {
    if (failure.isPresent() != (ending == Ending.FAILED)) {
      throw new IllegalArgumentException(
          "trial " + trial.name() + " is " + ending + ", its failure is " + failure);
    }
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * Of a trial that came to its end.
   *
   * @param trial the trial
   * @param metrics its figures
   * @return the outcome
   */
  public static Outcome completed(Trial trial, Map<String, Object> metrics) {
    return new Outcome(trial, Ending.COMPLETED, metrics, Optional.empty());
  }

  /**
   * Of a trial that was asked to stop.
   *
   * @param trial the trial
   * @param reached its figures so far
   * @return the outcome
   */
  public static Outcome stopped(Trial trial, Map<String, Object> reached) {
    return new Outcome(trial, Ending.STOPPED, reached, Optional.empty());
  }

  /**
   * Of a trial that failed.
   *
   * @param trial the trial
   * @param reached its figures so far
   * @param why the reason, in one line
   * @return the outcome
   */
  public static Outcome failed(Trial trial, Map<String, Object> reached, String why) {
    return new Outcome(trial, Ending.FAILED, reached, Optional.of(why));
  }
}
