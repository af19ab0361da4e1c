package org.koopflow.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.RunFolder;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.report.Report;
import org.koopflow.report.text.SpectralSummary;
import org.koopflow.spectral.model.findings.SpectralFindings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes the page of a run anew. */
@Command(
    name = "report",
    description = {
      "Make the page of a run anew, with what its spectrum says.",
      "Data are loaded, samples drawn and the spectrum measured again; the figures of the run stay"
          + " as they are."
    },
    footer = {"", "Example:", "  koopflow report runs/eight-gaussians --out page.html"})
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Parameters(paramLabel = "<run>", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; report.html in the folder of the run unless given.")
  private Path out;

  @Override
  public Integer call() {
    Koopflow koopflow = root.koopflow();
    RunFolder folders = new RunFolder(koopflow.plugins());
    folders.experiment(run);
    Path file = out != null ? out : run.resolve("report.html");
    AtomicFile.requireWritable(file);
    RunResult result = folders.result(run, koopflow);
    try (Terminal terminal = new Terminal(root.err())) {
      SpectralFindings findings = new KeptRun(root, koopflow).findings(result, terminal.progress());
      if (terminal.interrupted()) {
        root.err().println("koopflow: stopped before all was measured; nothing was written");
        return Main.INTERRUPTED;
      }
      AtomicFile.write(file, Report.of(koopflow, result, findings).toHtml());
      root.out().print(SpectralSummary.of(findings));
      root.out().println("report in " + file);
      return 0;
    }
  }
}
