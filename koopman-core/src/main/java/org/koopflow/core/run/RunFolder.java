package org.koopflow.core.run;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.teacher.Teacher.FittedWeights;
import org.koopflow.api.teacher.TeacherContext;
import org.koopflow.api.teacher.TeacherProvider;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Shape;
import org.koopflow.core.Koopflow;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.KoopmanModel;
import org.koopflow.core.model.TrainedModel;
import org.koopflow.core.plugin.Plugins;
import org.koopflow.core.spec.Condition;
import org.koopflow.core.spec.Experiment;
import org.koopflow.core.spec.ExperimentReader;
import org.koopflow.core.spec.ExperimentWriter;
import org.koopflow.numerics.file.AtomicFile;
import org.koopflow.numerics.file.DataFiles;
import org.koopflow.numerics.file.Npy;

/**
 * The folder a run leaves: the resolved specification, figures, losses, weights, samples and what
 * is to be shown of them. It is written as a whole or not at all, and read strictly.
 */
public final class RunFolder {
  private static final String TRANSFORM = "transform";

  /** What the provenance of a run whose training diverged says of it. */
  private static final String DIVERGED = "diverged";

  private final Plugins plugins;

  /**
   * Creates a reader and writer of run folders.
   *
   * @param plugins know what a specification may say and which weights a model has
   */
  public RunFolder(Plugins plugins) {
    this.plugins = plugins;
  }

  /**
   * Checks that a run could be written, before it starts.
   *
   * @param folder where it is to stand
   * @throws KoopflowException if something else stands there or nothing can be written there
   */
  public static void requireWritable(Path folder) {
    AtomicFolder.requireWritable(folder, RunPaths::isRun);
  }

  /**
   * Claims a folder for a run, before long work starts whose result it is to hold. What an earlier
   * process began there and did not end is ended or removed.
   *
   * @param folder where the run is to stand
   * @return the claim, for {@link #write(Claim, RunResult, Map)}, to be closed
   * @throws KoopflowException if something else stands there, nothing can be written there, or
   *     another run is writing it, saying who and since when
   */
  public static Claim claim(Path folder) {
    return AtomicFolder.claim(folder, RunPaths::isRun);
  }

  /**
   * Claims a folder and writes a run.
   *
   * @param folder where it is to stand
   * @param result what to write
   * @param extraFiles further files, such as pictures, by path within the folder
   * @return where it stands, as {@link #write(Claim, RunResult, Map)} says
   * @throws KoopflowException if the file system refuses, or another run is writing the folder
   */
  public Path write(Path folder, RunResult result, Map<String, byte[]> extraFiles) {
    try (Claim claim = claim(folder)) {
      return write(claim, result, extraFiles);
    }
  }

  /**
   * Writes a run. An older run in the same place is replaced once the new one is complete, unless
   * it came to its end and the new one did not: then the older one stays, and the new one is put
   * beside it, as {@code NAME.diverged} if its training diverged and {@code NAME.unfinished}
   * otherwise, with a number from the second of that name on.
   *
   * @param claim the claim on where it is to stand
   * @param result what to write
   * @param extraFiles further files, such as pictures, by path within the folder
   * @return where it stands
   * @throws KoopflowException if the file system refuses
   */
  public Path write(Claim claim, RunResult result, Map<String, byte[]> extraFiles) {
    if (result.completed() || !isWhole(claim.path())) {
      AtomicFolder.write(claim, RunPaths::isRun, inside -> fill(inside, result, extraFiles));
      return claim.path();
    }
    Path beside =
        free(claim.path(), result.provenance().containsKey(DIVERGED) ? DIVERGED : "unfinished");
    AtomicFolder.write(beside, RunPaths::isRun, inside -> fill(inside, result, extraFiles));
    return beside;
  }

  /** Whether a folder is a run that came to its end; one that does not tell is taken for it. */
  private static boolean isWhole(Path folder) {
    if (!RunPaths.isRun(folder)) {
      return false;
    }
    try {
      return Origin.read(folder).completed(true);
    } catch (KoopflowException unreadable) {
      return true;
    }
  }

  /** A name that nothing has; who asks holds the claim on the folder, so no other run takes it. */
  private static Path free(Path folder, String what) {
    Path absolute = folder.toAbsolutePath().normalize();
    for (int number = 1; ; number++) {
      String name = absolute.getFileName() + "." + what + (number == 1 ? "" : "-" + number);
      if (!Files.exists(absolute.resolveSibling(name), LinkOption.NOFOLLOW_LINKS)) {
        // A path such as '.' has siblings under its real name alone.
        return folder.endsWith(absolute.getFileName())
            ? folder.resolveSibling(name)
            : absolute.resolveSibling(name);
      }
    }
  }

  private void fill(Path folder, RunResult result, Map<String, byte[]> extraFiles) {
    TrainedModel model = result.model();
    AtomicFile.write(
        folder.resolve(RunPaths.EXPERIMENT),
        new ExperimentWriter(plugins).yaml(model.experiment()));
    AtomicFile.write(folder.resolve(RunPaths.METRICS), JsonText.of(result.metrics()));
    AtomicFile.write(folder.resolve(RunPaths.LOSSES), new LossTable(result.losses()).toCsv());
    AtomicFile.write(folder.resolve(RunPaths.PROVENANCE), JsonText.of(Origin.of(result)));
    Safetensors.write(
        RunPaths.weights(folder, TRANSFORM),
        model.transform().toWeights(),
        Map.of(
            "format",
            Origin.FORMAT,
            "part",
            TRANSFORM,
            "kind",
            model.experiment().data().transform().type()));
    write(folder, "teacher", model.teacher());
    model.student().ifPresent(weights -> write(folder, "student", weights));
    result
        .showing()
        .ifPresent(showing -> Npy.write(folder.resolve(RunPaths.SAMPLES), showing.samples()));
    extraFiles.forEach((path, bytes) -> AtomicFile.write(folder.resolve(path), bytes));
  }

  private static void write(Path folder, String part, FittedWeights weights) {
    Safetensors.write(
        RunPaths.weights(folder, part),
        weights.averaged(),
        Map.of("format", Origin.FORMAT, "part", part));
    Safetensors.write(
        RunPaths.weights(folder, part + "-raw"),
        weights.raw(),
        Map.of("format", Origin.FORMAT, "part", part + "-raw"));
  }

  /**
   * Reads the trained model of a run.
   *
   * @param folder the run
   * @return the model
   * @throws KoopflowException in one line, if the folder is not a run, or a file in it is missing,
   *     damaged or does not fit the specification beside it
   */
  public TrainedModel read(Path folder) {
    Experiment experiment = experiment(folder);
    Transform transform = transform(folder);
    Origin origin = Origin.read(folder);
    Domain domain = origin.domain(transform);
    if ((experiment.condition() == Condition.LABELS) != (domain.space().conditions() > 0)) {
      throw new KoopflowException(
          "'"
              + folder.resolve(RunPaths.EXPERIMENT)
              + "' has condition "
              + experiment.condition().name().toLowerCase(Locale.ROOT)
              + ", but '"
              + folder.resolve(RunPaths.PROVENANCE)
              + "' tells of "
              + domain.space());
    }
    FittedWeights teacher =
        weights(
            folder,
            "teacher",
            plugins
                .create(
                    TeacherProvider.class,
                    experiment.teacher(),
                    new TeacherContext(domain.space(), plugins.networks()))
                .parameters());
    Optional<FittedWeights> student = Optional.empty();
    if (origin.hasStudent()) {
      KoopmanModel model = KoopmanModel.of(plugins, experiment, domain.space());
      student = Optional.of(weights(folder, "student", model.parameters()));
    }
    return new TrainedModel(experiment, transform, domain, teacher, student);
  }

  /**
   * Reads a whole run, as it was when it was written. What it shows is drawn anew and its data are
   * loaded from where they came from, since the folder holds neither.
   *
   * @param folder the run
   * @param koopflow draws and loads
   * @return the run
   * @throws KoopflowException in one line, as {@link #read} does
   */
  public RunResult result(Path folder, Koopflow koopflow) {
    TrainedModel model = read(folder);
    Map<String, Object> metrics = JsonFile.tree(JsonFile.read(folder.resolve(RunPaths.METRICS)));
    Origin origin = Origin.read(folder);
    Path file = folder.resolve(RunPaths.LOSSES);
    LossTable losses;
    try {
      losses = LossTable.parse(DataFiles.text(file));
    } catch (IllegalArgumentException e) {
      throw new KoopflowException("'" + file + "' holds no losses: " + e.getMessage(), e);
    }
    Koopflow.Shown shown = koopflow.show(model);
    return new RunResult(
        model,
        shown.data(),
        metrics,
        losses.rows(),
        origin.provenance(),
        shown.showing(),
        origin.completed(false));
  }

  /**
   * Reads the specification of a run.
   *
   * @param folder the run
   * @param overrides changes to it, as {@code key=value}
   * @return the specification, changed
   * @throws KoopflowException in one line, if the folder is not a run
   * @throws org.koopflow.api.SpecificationException if a change is not a valid one
   */
  public Experiment experiment(Path folder, String... overrides) {
    AtomicFolder.settle(folder, RunPaths::isRun);
    if (!RunPaths.isRun(folder)) {
      throw new KoopflowException(
          "'"
              + folder
              + "' is not a run: "
              + (Files.isDirectory(folder)
                  ? "it lacks " + RunPaths.EXPERIMENT + " or " + RunPaths.PROVENANCE
                  : "there is no such folder"));
    }
    return new ExperimentReader(plugins)
        .ofRun(Origin.read(folder).isFirstFormat())
        .file(folder.resolve(RunPaths.EXPERIMENT), overrides);
  }

  private Transform transform(Path folder) {
    Path file = RunPaths.weights(folder, TRANSFORM);
    Safetensors.Content content = read(file, TRANSFORM);
    try {
      String kind = DataFiles.printable(content.metadata().getOrDefault("kind", ""));
      return plugins.of(TransformProvider.class).get(kind).restore(content.weights());
    } catch (KoopflowException e) {
      throw new KoopflowException("'" + file + "' holds no sound transform: " + e.getMessage(), e);
    }
  }

  private static FittedWeights weights(Path folder, String part, List<Parameter> parameters) {
    Map<String, Shape> expected = new LinkedHashMap<>();
    parameters.forEach(parameter -> expected.put(parameter.name(), parameter.shape()));
    return new FittedWeights(
        matching(RunPaths.weights(folder, part), part, expected),
        matching(RunPaths.weights(folder, part + "-raw"), part + "-raw", expected));
  }

  private static Weights matching(Path file, String part, Map<String, Shape> expected) {
    Weights weights = read(file, part).weights();
    WeightsMatch.requireMatch(weights, expected, file);
    return weights;
  }

  private static Safetensors.Content read(Path file, String part) {
    Safetensors.Content content = Safetensors.read(file);
    String found = content.metadata().getOrDefault("part", "something else");
    if (!found.equals(part)) {
      throw new KoopflowException("'" + file + "' holds " + found + " instead of " + part);
    }
    return content;
  }
}
