package org.koopflow.cli.spectral;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.koopflow.api.Progress;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;

/** What a command is run by. */
public interface CommandHost {
  /**
   * The product's parts.
   *
   * @return the entrance to them
   */
  Koopflow koopflow();

  /**
   * Where results go.
   *
   * @return standard output, or what stands for it
   */
  PrintStream out();

  /**
   * Where progress and errors go.
   *
   * @return standard error, or what stands for it
   */
  PrintStream err();

  /**
   * Does work that shows its progress and may be stopped by Ctrl-C.
   *
   * @param work the work; throws {@link java.util.concurrent.CancellationException} to stop
   * @return the exit code
   */
  int under(Consumer<Progress> work);

  /**
   * Measures the spectrum of a run and writes the run with its pictures and its report.
   *
   * @param claim the claim on where it is to stand; a former run is replaced
   * @param result the run
   * @param progress hears of it
   */
  void keep(Claim claim, RunResult result, Progress progress);
}
