package org.koopflow.cli.spectral;

import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Progress;

/** Parts of a command's work, counted for whoever waits for it. */
final class Steps implements AutoCloseable {
  private final Progress progress;
  private int done;
  private boolean ended;

  Steps(Progress progress, String name, int total) {
    this.progress = progress;
    progress.begin(name, total);
  }

  /** One part is done; this is the place to stop at when that is wanted. */
  void next() {
    progress.update(++done, Map.of());
    if (progress.cancelled()) {
      throw new CancellationException("stopped after part " + done);
    }
  }

  /** All parts are done, and what was found can be printed. */
  void end() {
    if (!ended) {
      ended = true;
      progress.end();
    }
  }

  @Override
  public void close() {
    end();
  }
}
