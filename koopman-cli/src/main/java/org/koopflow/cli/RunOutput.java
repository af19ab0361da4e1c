package org.koopflow.cli;

import java.nio.file.Path;
import java.util.function.Function;
import org.koopflow.api.Progress;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.run.RunFolder;
import org.koopflow.report.text.Quality;
import org.koopflow.report.text.SpectralSummary;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** What a training leaves behind: its folder with pictures and report, and a summary. */
final class RunOutput {
  private final KoopflowCommand root;
  private final Koopflow koopflow;
  private final Path folder;

  /**
   * Checks that the folder can be written, before long work starts.
   *
   * @param root the streams to print to
   * @param koopflow knows the plug-ins
   * @param folder where results are to stand
   */
  RunOutput(KoopflowCommand root, Koopflow koopflow, Path folder) {
    this.root = root;
    this.koopflow = koopflow;
    this.folder = folder;
    RunFolder.requireWritable(folder);
  }

  /**
   * Does the work and keeps what it gives, or what it had reached when it failed.
   *
   * @param work the training, under a progress on the screen
   * @return the exit code
   */
  int of(Function<Progress, RunResult> work) {
    try (Terminal terminal = new Terminal(root.err())) {
      RunResult result = work.apply(terminal.progress());
      SpectralFindings findings =
          new KeptRun(root, koopflow).keep(folder, result, terminal.progress());
      root.out().print(summary(result, findings));
      return terminal.interrupted() && !result.completed() ? Main.INTERRUPTED : 0;
    } catch (DivergedRunException diverged) {
      new KeptRun(root, koopflow)
          .write(
              folder,
              diverged.reached(),
              SpectralFindings.none("the training of the run diverged"));
      root.err().println("koopflow: the weights of the last good step are kept in " + folder);
      throw diverged;
    }
  }

  private String summary(RunResult result, SpectralFindings findings) {
    StringBuilder text = new StringBuilder();
    if (!result.completed()) {
      text.append("stopped: ")
          .append(result.model().student().isPresent() ? "teacher and student" : "the teacher")
          .append(" as far as trained, and the losses, are kept\n");
    }
    text.append(Quality.of(result.metrics(), FigureCatalog.of(koopflow.plugins())).toText())
        .append(SpectralSummary.of(findings));
    return text.append("results in ")
        .append(folder)
        .append(", to be looked at: ")
        .append(folder.resolve("report.html"))
        .append('\n')
        .toString();
  }
}
