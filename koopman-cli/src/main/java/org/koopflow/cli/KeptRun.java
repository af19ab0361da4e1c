package org.koopflow.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.cli.report.Figure;
import org.koopflow.cli.report.Quality;
import org.koopflow.cli.report.Report;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.ExperimentWriter;

/**
 * Writes a run with its pictures and its report.
 *
 * @param root tells of pictures that cannot be drawn
 * @param koopflow knows the plug-ins
 */
record KeptRun(KoopflowCommand root, Koopflow koopflow) {
  void write(Path folder, RunResult result) {
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
}
