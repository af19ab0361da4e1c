package org.koopflow.api.study;

import org.koopflow.api.Progress;

/** Makes one trial, in this process. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Makes a trial and keeps what it gives.
   *
   * @param trial the trial
   * @param progress hears of it and may stop it
   * @return what became of it; a failure of the trial itself is an outcome, not an exception
   */
  Outcome run(Trial trial, Progress progress);
}
