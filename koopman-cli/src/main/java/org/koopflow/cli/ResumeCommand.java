package org.koopflow.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.koopflow.api.SpecificationException;
import org.koopflow.core.Koopflow;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.run.RunFolder;
import org.koopflow.core.run.RunPaths;
import org.koopflow.core.spec.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Trains the student of a run further. */
@Command(
    name = "resume",
    description = {
      "Train the student of a run further, on its teacher, and judge the result.",
      "It begins with the weights last trained and a new schedule of the learning rate, on the"
          + " backend of the run or any other. A run that was stopped before its student was"
          + " trained gets one."
    },
    footer = {
      "",
      "Examples:",
      "  koopflow resume runs/eight-gaussians --out runs/longer --set training.learningRate=5e-4",
      "  koopflow resume runs/eight-gaussians --out runs/elsewhere --set backend=nd4j"
    })
final class ResumeCommand implements Callable<Integer> {
  @ParentCommand private KoopflowCommand root;

  @Parameters(paramLabel = "<run>", description = "Folder of a run, which is left as it is.")
  private Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for the results, not that of <run>. A former run is replaced once the new one is"
              + " complete; if that is stopped or diverges, it is put beside a complete one, as"
              + " DIR.unfinished or DIR.diverged.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Change one setting of the run's specification, such as training.steps=8000; seed, data,"
              + " teacher, lifting and operator stay as they are. May be repeated.")
  private List<String> overrides = List.of();

  @Override
  public Integer call() {
    if (RunPaths.isSame(out, run)) {
      throw new SpecificationException(
          "--out '"
              + out
              + "' is the run that is trained further, which is left as it is, so that nothing is"
              + " lost if the longer training is worse; give another folder");
    }
    Koopflow koopflow = root.koopflow();
    RunFolder folders = new RunFolder(koopflow.plugins());
    TrainedModel model = folders.read(run);
    Experiment experiment = folders.experiment(run, overrides.toArray(String[]::new));
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("run", run.toString());
    origin.put("name", model.experiment().name());
    return new RunOutput(root, koopflow, out, Map.of("resumedFrom", origin))
        .of(progress -> koopflow.resume(model, experiment, progress));
  }
}
