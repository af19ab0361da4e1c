package org.koopflow.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.koopflow.api.Progress;
import org.koopflow.cli.report.Figure;
import org.koopflow.cli.report.Quality;
import org.koopflow.cli.report.Report;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentWriter;

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
      terminal.progress().begin("report", 1);
      keep(result);
      terminal.progress().update(1, Map.of());
      terminal.progress().end();
      root.out().print(summary(result));
      return terminal.interrupted() && !result.completed() ? Main.INTERRUPTED : 0;
    } catch (DivergedRunException diverged) {
      keep(diverged.reached());
      root.err().println("koopflow: the weights of the last good step are kept in " + folder);
      throw diverged;
    }
  }

  private void keep(RunResult result) {
    Map<String, Figure> figures = figures(result);
    Map<String, byte[]> files = new LinkedHashMap<>();
    figures.forEach((name, figure) -> files.put("pictures/" + name + ".png", figure.png()));
    Report report =
        new Report(
            result.experiment().name(),
            result.completed(),
            Quality.of(result.metrics()),
            List.copyOf(figures.values()),
            new ExperimentWriter(koopflow.plugins()).yaml(result.experiment()),
            result.provenance());
    files.put("report.html", report.toHtml().getBytes(StandardCharsets.UTF_8));
    new RunFolder(koopflow.plugins()).write(folder, result, files);
  }

  /** Java without fonts cannot draw; that is no reason to lose what was computed. */
  private Map<String, Figure> figures(RunResult result) {
    try {
      return RunFigures.of(result);
    } catch (RuntimeException | LinkageError | InternalError e) {
      root.err()
          .println(
              "koopflow: the pictures are left out, since this Java cannot draw them ("
                  + Main.oneLine(e)
                  + "); it may lack the package fontconfig or any font");
      if (root.debug()) {
        e.printStackTrace(root.err());
      }
      return Map.of();
    }
  }

  private String summary(RunResult result) {
    StringBuilder text = new StringBuilder();
    if (!result.completed()) {
      text.append("stopped: ")
          .append(result.model().student().isPresent() ? "teacher and student" : "the teacher")
          .append(" as far as trained, and the losses, are kept\n");
    }
    text.append(Quality.of(result.metrics()).toText());
    return text.append("results in ")
        .append(folder)
        .append(", to be looked at: ")
        .append(folder.resolve("report.html"))
        .append('\n')
        .toString();
  }
}
