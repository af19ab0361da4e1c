package org.koopflow.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.koopflow.api.Progress;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.report.text.Quality;
import org.koopflow.report.text.SpectralSummary;
import org.koopflow.spectral.model.findings.SpectralFindings;

/** What a training leaves behind: its folder with pictures and report, and a summary. */
final class RunOutput {
  private final KoopflowCommand root;
  private final Koopflow koopflow;
  private final Path folder;
  private final Map<String, ?> origin;

  /**
   * Prepares to write; nothing is touched yet.
   *
   * @param root the streams to print to
   * @param koopflow knows the plug-ins
   * @param folder where results are to stand
   * @param origin what the provenance is to say of what the run was made of
   */
  RunOutput(KoopflowCommand root, Koopflow koopflow, Path folder, Map<String, ?> origin) {
    this.root = root;
    this.koopflow = koopflow;
    this.folder = folder;
    this.origin = origin;
  }

  /**
   * Claims the folder, does the work and keeps what it gives, or what it had reached when it
   * diverged.
   *
   * @param work the training, under a progress on the screen
   * @return the exit code
   */
  int of(Function<Progress, RunResult> work) {
    try (Claim claim = RunFolder.claim(folder);
        Terminal terminal = new Terminal(root.err())) {
      try {
        RunResult result = withOrigin(work.apply(terminal.progress()));
        KeptRun.Kept kept = new KeptRun(root, koopflow).keep(claim, result, terminal.progress());
        root.out().print(summary(result, kept));
        return terminal.interrupted() && !result.completed() ? Main.INTERRUPTED : 0;
      } catch (DivergedRunException diverged) {
        Path kept =
            new KeptRun(root, koopflow)
                .write(
                    claim,
                    withOrigin(diverged.reached()),
                    SpectralFindings.none("the training of the run diverged"));
        root.err().println("koopflow: the weights of the last good step are kept in " + kept);
        if (!kept.equals(folder)) {
          root.err().println("koopflow: " + left());
        }
        throw diverged;
      }
    }
  }

  private RunResult withOrigin(RunResult result) {
    RunResult told = result;
    for (Map.Entry<String, ?> entry : origin.entrySet()) {
      told = told.withProvenance(entry.getKey(), entry.getValue());
    }
    return told;
  }

  private String left() {
    return "the complete run in " + folder + " is left as it was";
  }

  private String summary(RunResult result, KeptRun.Kept kept) {
    StringBuilder text = new StringBuilder();
    if (!result.completed()) {
      text.append("stopped: ")
          .append(result.model().student().isPresent() ? "teacher and student" : "the teacher")
          .append(" as far as trained, and the losses, are kept\n");
    }
    if (!kept.folder().equals(folder)) {
      text.append(left()).append('\n');
    }
    text.append(Quality.of(result.metrics(), FigureCatalog.of(koopflow.plugins())).toText())
        .append(SpectralSummary.of(kept.findings()));
    return text.append("results in ")
        .append(kept.folder())
        .append(", to be looked at: ")
        .append(kept.folder().resolve("report.html"))
        .append('\n')
        .toString();
  }
}
