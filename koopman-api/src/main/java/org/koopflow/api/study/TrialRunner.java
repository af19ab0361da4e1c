package org.koopflow.api.study;

import org.koopflow.api.Progress;

/** Makes one trial, in this process. Serves many threads at once. */
@FunctionalInterface
public interface TrialRunner {
  /**
   * Makes a trial and keeps what it gives, or had reached when it stopped or failed, in its folder.
   *
   * @param trial the trial
   * @param progress hears of it and may stop it
   * @return what became of it; a failure of the trial itself is an outcome, not an exception
   * @throws org.koopflow.api.KoopflowException if what it gave cannot be kept
   */
  Outcome run(Trial trial, Progress progress);
}
