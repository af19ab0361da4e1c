package org.koopflow.api.study;

import java.util.List;
import java.util.function.Consumer;
import org.koopflow.api.Progress;

/** Makes trials, here or elsewhere, one after another or many at a time. */
public interface TrialExecutor extends AutoCloseable {
  /**
   * Makes all trials; comes back when each has its outcome or the work was cancelled.
   *
   * @param trials the trials, in the order they should be begun
   * @param outcomes hears of each as soon as it is there, one at a time
   * @param progress hears how far the work is, and may stop it
   */
  void execute(List<Trial> trials, Consumer<Outcome> outcomes, Progress progress);

  /** Frees what it holds, such as processes. */
  @Override
  void close();
}
