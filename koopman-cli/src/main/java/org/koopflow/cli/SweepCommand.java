package org.koopflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.report.text.Table;
import org.koopflow.spectral.model.findings.SpectralFindings;
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

  private static final SpectralFindings NOT_MEASURED =
      SpectralFindings.none("a sweep leaves it out, 'koopflow report' measures it of one run");

  private record Case(List<String> values, Experiment experiment, Path folder) {}

  @Override
  public Integer call() {
    Koopflow koopflow = root.koopflow();
    List<Axis> axes = varied.stream().map(Axis::parse).toList();
    List<Case> cases = cases(koopflow, axes);
    Table table =
        Table.of(axes.stream().map(Axis::key).toList(), FigureCatalog.of(koopflow.plugins()));
    Path file = out.resolve("table.csv");
    AtomicFile.requireWritable(file);
    boolean failed = false;
    try (Terminal terminal = new Terminal(root.err())) {
      for (int i = 0; i < cases.size() && !terminal.interrupted(); i++) {
        Case next = cases.get(i);
        root.err().println("run " + (i + 1) + " of " + cases.size() + ": " + describe(axes, next));
        RunResult result;
        try {
          result = koopflow.run(next.experiment, terminal.progress());
        } catch (DivergedRunException diverged) {
          // One unstable combination is a result of the study, not its end.
          root.err().println("koopflow: " + Main.oneLine(diverged));
          result = diverged.reached();
          failed = true;
        }
        new KeptRun(root, koopflow).write(next.folder, result, NOT_MEASURED);
        table = table.with(next.values, result.metrics());
        AtomicFile.write(file, table.toCsv());
      }
      root.out().print(table.toText());
      root.out().println("results in " + out + ", the table with all digits in " + file);
      return terminal.interrupted() ? Main.INTERRUPTED : failed ? 1 : 0;
    }
  }

  private List<Case> cases(Koopflow koopflow, List<Axis> axes) {
    ExperimentReader reader = new ExperimentReader(koopflow.plugins());
    List<Case> cases = new ArrayList<>();
    for (List<String> values : Axis.product(axes)) {
      List<String> changes = new ArrayList<>(overrides);
      for (int i = 0; i < axes.size(); i++) {
        changes.add(axes.get(i).key() + "=" + values.get(i));
      }
      Path folder = out.resolve(String.format("%03d", cases.size() + 1));
      RunFolder.requireWritable(folder);
      cases.add(new Case(values, reader.read(source, changes.toArray(String[]::new)), folder));
    }
    return cases;
  }

  private static String describe(List<Axis> axes, Case next) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      parts.add(axes.get(i).key() + "=" + next.values.get(i));
    }
    return String.join(", ", parts);
  }
}
