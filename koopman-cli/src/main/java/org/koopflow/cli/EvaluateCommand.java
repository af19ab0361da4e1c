package org.koopflow.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.koopflow.api.KoopflowException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.evaluation.FigureCatalog;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.JsonText;
import org.koopflow.core.run.RunFolder;
import org.koopflow.report.text.Quality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures a trained model anew. */
@Command(
    name = "evaluate",
    description = "Measure a trained model anew. The folder of the run is left as it is.")
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Parameters(paramLabel = "<run>", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Name of a backend; that of the run's specification unless given.")
  private String backend;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Override
  public Integer call() {
    Koopflow koopflow = root.koopflow();
    TrainedModel read = new RunFolder(koopflow.plugins()).read(run);
    TrainedModel model = backend == null ? read : read.withBackend(backend);
    if (model.student().isEmpty()) {
      throw new KoopflowException(
          "'" + run + "' was stopped before its student was trained: there is nothing to compare");
    }
    try (Terminal terminal = new Terminal(root.err())) {
      Map<String, Object> metrics = koopflow.evaluate(model, terminal.progress());
      root.out()
          .print(
              json
                  ? JsonText.of(metrics)
                  : Quality.of(metrics, FigureCatalog.of(koopflow.plugins())).toText());
      return 0;
    } catch (CancellationException stopped) {
      root.err().println("koopflow: stopped before all was measured; nothing was written");
      return Main.INTERRUPTED;
    }
  }
}
