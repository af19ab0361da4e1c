package org.koopflow.study;

import org.koopflow.api.study.Trial;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;

/**
 * How what a study gives is written. Runs may be kept by several threads at once, the table is
 * asked for by one at a time.
 */
public interface Keeper {
  /**
   * Writes a run.
   *
   * @param claim the claim on where it is to stand
   * @param result the run, which may have been stopped or have diverged
   * @throws org.koopflow.api.KoopflowException if it cannot be written
   */
  void keep(Claim claim, RunResult result);

  /**
   * The table of what is known.
   *
   * @param results the trials that have ended
   * @return comma-separated values, with a line for each
   */
  String table(Results results);

  /**
   * Hears of a trial made here that failed, with more than an outcome says.
   *
   * @param trial the trial
   * @param failure what was thrown
   */
  default void failed(Trial trial, Throwable failure) {}
}
