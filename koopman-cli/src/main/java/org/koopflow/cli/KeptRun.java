package org.koopflow.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.koopflow.api.Progress;
import org.koopflow.core.Explanation;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.Claim;
import org.koopflow.core.run.RunFolder;
import org.koopflow.report.Report;
import org.koopflow.report.RunPictures;
import org.koopflow.spectral.model.findings.SpectralFindings;

/**
 * Writes a run with its pictures and its report.
 *
 * @param root tells of what cannot be drawn or measured
 * @param koopflow knows the plug-ins
 */
record KeptRun(KoopflowCommand root, Koopflow koopflow) {
  /**
   * Where a run was put, and what its spectrum says.
   *
   * @param folder where it stands: what was claimed, or beside it
   * @param findings of its spectrum
   */
  record Kept(Path folder, SpectralFindings findings) {}

  /** Measures the spectrum and writes all; what was trained is safe before the analysis begins. */
  Kept keep(Claim claim, RunResult trained, Progress progress) {
    RunResult result = root.withCommand(trained);
    if (result.completed()) {
      new RunFolder(koopflow.plugins()).write(claim, result, Map.of());
    }
    long start = System.nanoTime();
    SpectralFindings findings = findings(result, progress);
    RunResult whole =
        findings.found().isEmpty()
            ? result
            : result
                .with(SpectralFindings.KEY, findings.metrics())
                .with("seconds", seconds(result, start));
    progress.begin("report", 1);
    Path folder = write(claim, whole, findings);
    progress.update(1, Map.of());
    progress.end();
    return new Kept(folder, findings);
  }

  private static Map<String, Object> seconds(RunResult result, long start) {
    Map<String, Object> seconds = new LinkedHashMap<>();
    if (result.metrics().get("seconds") instanceof Map<?, ?> former) {
      former.forEach((stage, value) -> seconds.put((String) stage, value));
    }
    seconds.put("spectrum", (System.nanoTime() - start) * 1e-9);
    return seconds;
  }

  /** Writes a run with what its spectrum says among its metrics; tells where it stands. */
  Path write(Claim claim, RunResult trained, SpectralFindings findings) {
    RunResult result = root.withCommand(trained);
    Map<String, byte[]> files = new LinkedHashMap<>();
    pictures(result).forEach((name, png) -> files.put("pictures/" + name + ".png", png));
    Report report = Report.of(koopflow, result, findings);
    files.put("report.html", report.toHtml().getBytes(StandardCharsets.UTF_8));
    return new RunFolder(koopflow.plugins()).write(claim, result, files);
  }

  /** What the spectrum says; a run is never lost for an analysis that fails. */
  SpectralFindings findings(RunResult result, Progress progress) {
    try {
      return SpectralFindings.measure(koopflow, result, progress);
    } catch (CancellationException stopped) {
      return SpectralFindings.none("it was stopped");
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      root.err().println("koopflow: the spectral analysis failed: " + Main.explanation(e, true));
      if (root.debug()) {
        e.printStackTrace(root.err());
      }
      return SpectralFindings.none("it failed: " + Explanation.oneLine(e));
    }
  }

  /** Java without fonts cannot draw; that is no reason to lose what was computed. */
  private Map<String, byte[]> pictures(RunResult result) {
    try {
      return RunPictures.of(result);
    } catch (RuntimeException | LinkageError | InternalError e) {
      root.err()
          .println(
              "koopflow: the pictures are left out, since this Java cannot draw them ("
                  + Explanation.oneLine(e)
                  + "); it may lack the package fontconfig or any font");
      if (root.debug()) {
        e.printStackTrace(root.err());
      }
      return Map.of();
    }
  }
}
