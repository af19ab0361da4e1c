package org.koopflow.cli;

import java.io.PrintStream;
import org.koopflow.api.Progress;

/** What long work shows on a terminal, and how Ctrl-C reaches it. */
final class Terminal implements AutoCloseable {
  /** Set by the launcher where standard error is a terminal; Java itself cannot tell. */
  private static final String COLUMNS = "koopflow.columns";

  private static final int DEFAULT_COLUMNS = 80;

  private final Interruption interruption;
  private final ConsoleProgress progress;

  Terminal(PrintStream err) {
    interruption =
        Interruption.listen(
            () -> {
              err.println();
              err.println(
                  "koopflow: stopping and keeping what was reached; Ctrl-C again ends at once");
            },
            () -> Runtime.getRuntime().halt(Main.INTERRUPTED));
    progress =
        new ConsoleProgress(
            err, columns(System.getProperty(COLUMNS)), System::nanoTime, interruption::requested);
  }

  /** Width of the terminal; 0 where there is none. */
  static int columns(String property) {
    if (property == null) {
      return 0;
    }
    return property.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(property) : DEFAULT_COLUMNS;
  }

  Progress progress() {
    return progress;
  }

  boolean interrupted() {
    return interruption.requested();
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
