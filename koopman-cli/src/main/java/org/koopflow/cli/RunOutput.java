package org.koopflow.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.koopflow.api.Progress;
import org.koopflow.cli.report.Quality;
import org.koopflow.cli.report.SpectralFindings;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.RunFolder;

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
      SpectralFindings findings = keep(result, terminal.progress());
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

  /** What was trained is safe before the analysis begins. */
  private SpectralFindings keep(RunResult result, Progress progress) {
    KeptRun kept = new KeptRun(root, koopflow);
    if (result.completed()) {
      new RunFolder(koopflow.plugins()).write(folder, result, Map.of());
    }
    long start = System.nanoTime();
    SpectralFindings findings = kept.findings(result, progress);
    RunResult whole =
        findings.metrics().isEmpty()
            ? result
            : result.with("spectrum", findings.metrics()).with("seconds", seconds(result, start));
    progress.begin("report", 1);
    kept.write(folder, whole, findings);
    progress.update(1, Map.of());
    progress.end();
    return findings;
  }

  private static Map<String, Object> seconds(RunResult result, long start) {
    Map<String, Object> seconds = new LinkedHashMap<>();
    if (result.metrics().get("seconds") instanceof Map<?, ?> former) {
      former.forEach((stage, value) -> seconds.put((String) stage, value));
    }
    seconds.put("spectrum", (System.nanoTime() - start) * 1e-9);
    return seconds;
  }

  private String summary(RunResult result, SpectralFindings findings) {
    StringBuilder text = new StringBuilder();
    if (!result.completed()) {
      text.append("stopped: ")
          .append(result.model().student().isPresent() ? "teacher and student" : "the teacher")
          .append(" as far as trained, and the losses, are kept\n");
    }
    text.append(Quality.of(result.metrics()).toText()).append(findings.toText());
    return text.append("results in ")
        .append(folder)
        .append(", to be looked at: ")
        .append(folder.resolve("report.html"))
        .append('\n')
        .toString();
  }
}
