package org.koopflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.Koopflow;
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
      description =
          "Folder for the results; runs/<name> unless given. A former run is replaced once the new"
              + " one is complete; if that is stopped or diverges, it is put beside a complete"
              + " one, as DIR.unfinished or DIR.diverged.")
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
    return new RunOutput(root, koopflow, folder, Map.of())
        .of(progress -> koopflow.run(experiment, progress));
  }

  private static Path folder(String name) {
    if (!name.matches("[\\w][\\w .+-]*")) {
      throw new SpecificationException(
          "the name '" + name + "' cannot be the name of a folder: give one by --out");
    }
    return Path.of("runs", name);
  }
}
