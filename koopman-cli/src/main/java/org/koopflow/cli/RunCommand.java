package org.koopflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.SpecificationException;
import org.koopflow.cli.report.Quality;
import org.koopflow.core.DivergedRunException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Trains and judges a model. */
@Command(
    name = "run",
    description = "Train a teacher, make it linear, and judge the result.",
    footer = {
      "",
      "Examples:",
      "  koopflow run eight-gaussians",
      "  koopflow run my.yaml --set training.steps=8000 --set lifting.dimension=128 --out runs/big"
    })
final class RunCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Parameters(
      paramLabel = "<preset|file>",
      description = "Name of a preset, or a specification in YAML.")
  private String source;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the results; runs/<name> unless given. A former run is replaced.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change one setting, such as training.steps=8000. May be repeated.")
  private List<String> overrides = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Short for --set seed=N.")
  private Long seed;

  @Override
  public Integer call() {
    Koopflow koopflow = root.koopflow();
    List<String> changes = new ArrayList<>(overrides);
    if (seed != null) {
      changes.add("seed=" + seed);
    }
    Experiment experiment =
        new ExperimentReader(koopflow.plugins()).read(source, changes.toArray(String[]::new));
    Path folder = out != null ? out : folder(experiment.name());
    RunFolder.requireWritable(folder);
    try (Terminal terminal = new Terminal(root.err())) {
      RunResult result = koopflow.run(experiment, terminal.progress());
      terminal.progress().begin("report", 1);
      new KeptRun(root, koopflow).write(folder, result);
      terminal.progress().update(1, Map.of());
      terminal.progress().end();
      root.out().print(summary(result, folder));
      return terminal.interrupted() && !result.completed() ? Main.INTERRUPTED : 0;
    } catch (DivergedRunException diverged) {
      new KeptRun(root, koopflow).write(folder, diverged.reached());
      root.err().println("koopflow: the weights of the last good step are kept in " + folder);
      throw diverged;
    }
  }

  private static Path folder(String name) {
    if (!name.matches("[\\w][\\w .+-]*")) {
      throw new SpecificationException(
          "the name '" + name + "' cannot be the name of a folder: give one by --out");
    }
    return Path.of("runs", name);
  }

  private static String summary(RunResult result, Path folder) {
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
