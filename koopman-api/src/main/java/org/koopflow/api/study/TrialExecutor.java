package org.koopflow.api.study;

import java.util.List;
import org.koopflow.api.Progress;

/**
 * Makes trials, here or elsewhere, one after another or many at a time. However many there are at a
 * time, listener and progress are called by one thread at a time; only whether the work is
 * {@linkplain Progress#cancelled() cancelled} may be asked by any.
 */
public interface TrialExecutor extends AutoCloseable {
  /**
   * Makes all trials; comes back when each has its outcome. After the work was cancelled no trial
   * is begun, those that are being made are asked to stop, and it comes back when each that was
   * begun has its outcome. A trial that fails does not keep others from being made.
   *
   * @param trials the trials, in the order they should be begun; they may end in another
   * @param listener hears of each
   * @param progress hears how far the work is, and may stop it
   * @throws RuntimeException what the listener throws, or the {@link TrialRunner}, which cannot
   *     keep what it makes; no further trial is begun then, and nothing more is told
   */
  void execute(List<Trial> trials, TrialListener listener, Progress progress);

  /** Frees what it holds, such as processes. Closing again does nothing. */
  @Override
  void close();
}
