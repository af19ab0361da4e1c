package org.koopflow.api.study;

/** Hears of the trials of a study, of one at a time. */
public interface TrialListener {
  /**
   * A trial begins. Heard once of each trial that is made.
   *
   * @param trial the trial
   */
  void begun(Trial trial);

  /**
   * A trial has ended. Heard once of each trial that was begun, as soon as it is so.
   *
   * @param outcome what became of it
   */
  void ended(Outcome outcome);
}
