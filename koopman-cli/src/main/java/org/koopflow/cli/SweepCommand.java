package org.koopflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.koopflow.api.Selection;
import org.koopflow.api.study.Outcome;
import org.koopflow.api.study.Trial;
import org.koopflow.api.study.TrialListener;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.run.Claim;
import org.koopflow.report.text.Table;
import org.koopflow.spectral.model.findings.SpectralFindings;
import org.koopflow.study.Axis;
import org.koopflow.study.Keeper;
import org.koopflow.study.Plan;
import org.koopflow.study.Results;
import org.koopflow.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs every combination of some settings and sets the figures side by side. */
@Command(
    name = "sweep",
    description = "Run every combination of some settings and compare the results in a table.",
    footer = {
      "",
      "Every combination is checked before the first one runs. The folder holds one run for each,",
      "numbered in the order of the table, and the table with all digits as table.csv, which grows",
      "with every run that ends.",
      "",
      "Examples:",
      "  koopflow sweep eight-gaussians --vary teacher.coupling=independent,ot --vary seed=1,2,3",
      "  koopflow sweep two-spirals --vary 'teacher={type: cfm},{type: rectified, rounds: 2}'"
    })
final class SweepCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Parameters(
      paramLabel = "<preset|file>",
      description = "Name of a preset, or a specification in YAML.")
  private String source;

  @Option(
      names = "--vary",
      required = true,
      paramLabel = "KEY=VALUE,VALUE...",
      description =
          "Values one setting takes in turn. May be repeated: all combinations are run. A value"
              + " in braces sets a whole section.")
  private List<String> varied = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change one setting in all runs. May be repeated.")
  private List<String> overrides = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for the runs and the table. Former runs of the same number are replaced.")
  private Path out;

  @Option(
      names = "--executor",
      paramLabel = "NAME",
      defaultValue = "in-process",
      description = "Where the runs are made: ${DEFAULT-VALUE} unless given.")
  private String executor;

  private static final SpectralFindings NOT_MEASURED =
      SpectralFindings.none("a sweep leaves it out, 'koopflow report' measures it of one run");

  @Override
  public Integer call() {
    Koopflow koopflow = root.koopflow();
    FigureCatalog figures = FigureCatalog.of(koopflow.plugins());
    Plan plan = Plan.of(koopflow, source, overrides, varied.stream().map(Axis::parse).toList());
    Study study = new Study(koopflow, out, new Reports(new KeptRun(root, koopflow), figures));
    try (Terminal terminal = new Terminal(root.err())) {
      Results results =
          study.run(plan, Selection.of(executor), new Told(plan), terminal.progress());
      root.out().print(table(results, figures).toText());
      root.out().println("results in " + out + ", the table with all digits in " + study.table());
      return terminal.interrupted() ? Main.INTERRUPTED : results.anyFailed() ? 1 : 0;
    }
  }

  private static Table table(Results results, FigureCatalog figures) {
    Table table = Table.of(results.plan().axes().stream().map(Axis::key).toList(), figures);
    for (Results.Row row : results.rows()) {
      table = table.with(row.values(), row.outcome().metrics());
    }
    return table;
  }

  /** Runs are kept with their report. */
  private final class Reports implements Keeper {
    private final KeptRun kept;
    private final FigureCatalog figures;

    Reports(KeptRun kept, FigureCatalog figures) {
      this.kept = kept;
      this.figures = figures;
    }

    @Override
    public void keep(Claim claim, RunResult result) {
      Path folder = kept.write(claim, result, NOT_MEASURED);
      if (!folder.equals(claim.path())) {
        root.err()
            .println(
                "koopflow: the complete run in "
                    + claim.path()
                    + " is left as it was; what this one reached is in "
                    + folder);
      }
    }

    @Override
    public String table(Results results) {
      return SweepCommand.table(results, figures).toCsv();
    }

    @Override
    public void failed(Trial trial, Throwable failure) {
      if (root.debug()) {
        failure.printStackTrace(root.err());
      }
    }
  }

  /** What a person sees of it. */
  private final class Told implements TrialListener {
    private final Plan plan;

    Told(Plan plan) {
      this.plan = plan;
    }

    @Override
    public void begun(Trial trial) {
      root.err()
          .println(
              "run "
                  + (plan.indexOf(trial) + 1)
                  + " of "
                  + plan.cases().size()
                  + ": "
                  + plan.describe(trial));
    }

    @Override
    public void ended(Outcome outcome) {
      outcome.failure().ifPresent(why -> root.err().println("koopflow: " + why));
    }
  }
}
