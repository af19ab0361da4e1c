package org.koopflow.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.Weights;
import org.koopflow.api.data.Transform;
import org.koopflow.api.data.TransformProvider;
import org.koopflow.api.space.Space;
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
import org.koopflow.numerics.file.FileErrors;
import org.koopflow.numerics.file.Npy;

/**
 * The folder a run leaves: the resolved specification, figures, losses, weights, samples and what
 * is to be shown of them. It is written as a whole or not at all, and read strictly.
 */
public final class RunFolder {
  private static final String EXPERIMENT = "experiment.yaml";
  private static final String METRICS = "metrics.json";
  private static final String LOSSES = "losses.csv";
  private static final String PROVENANCE = "provenance.json";
  private static final String TRANSFORM = "weights/transform.safetensors";
  private static final String SAMPLES = "samples.npy";
  private static final String COMPLETED = "completed";

  /** What the provenance of a run whose training diverged says of it. */
  private static final String DIVERGED = "diverged";

  private static final Set<String> OWN_FILES =
      Set.of(EXPERIMENT, METRICS, LOSSES, PROVENANCE, SAMPLES, "report.html");
  private static final Set<String> OWN_FOLDERS = Set.of("weights", "pictures");
  private static final String FIRST_FORMAT = "koopflow-1";

  /** The format that is written. Former ones stay readable, as {@code docs/run-format.md} says. */
  private static final String FORMAT = "koopflow-3";

  private static final List<String> FORMATS = List.of(FIRST_FORMAT, "koopflow-2", FORMAT);

  /** Where the formats begin that say what flows. */
  private static final int WITH_SPACE = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

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
   * Whether a folder was written by a run, and so may be replaced by one.
   *
   * @param folder any folder
   * @return true if it looks like a run
   */
  public static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(EXPERIMENT))
        && Files.isRegularFile(folder.resolve(PROVENANCE));
  }

  /**
   * Checks that a run could be written, before it starts.
   *
   * @param folder where it is to stand
   * @throws KoopflowException if something else stands there or nothing can be written there
   */
  public static void requireWritable(Path folder) {
    AtomicFolder.requireWritable(folder, RunFolder::isRun);
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
    return AtomicFolder.claim(folder, RunFolder::isRun);
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
      AtomicFolder.write(claim, RunFolder::isRun, inside -> fill(inside, result, extraFiles));
      return claim.path();
    }
    Path beside =
        free(claim.path(), result.provenance().containsKey(DIVERGED) ? "diverged" : "unfinished");
    AtomicFolder.write(beside, RunFolder::isRun, inside -> fill(inside, result, extraFiles));
    return beside;
  }

  /** Whether a folder is a run that came to its end; one that does not tell is taken for it. */
  private static boolean isWhole(Path folder) {
    if (!isRun(folder)) {
      return false;
    }
    try {
      return provenance(folder).path(COMPLETED).asBoolean(true);
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

  /**
   * Whether two paths lead to the same folder.
   *
   * @param first a path, of a folder that need not exist
   * @param second another one
   * @return true if what is written at one stands at the other
   */
  public static boolean isSame(Path first, Path second) {
    try {
      return Claim.real(first).equals(Claim.real(second));
    } catch (IOException e) {
      throw FileErrors.reading(first, e);
    }
  }

  /**
   * The run that a file belongs to, so that nothing else is written in its place.
   *
   * @param file any file, which need not exist
   * @return the folder of the run, if the file has a name of the run's own in it
   */
  public static Optional<Path> ownerOf(Path file) {
    Path real;
    try {
      real = Claim.real(file);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
    for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
      if (isRun(folder)
          && (OWN_FOLDERS.contains(folder.relativize(real).getName(0).toString())
              || OWN_FILES.contains(folder.relativize(real).toString()))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private void fill(Path folder, RunResult result, Map<String, byte[]> extraFiles) {
    TrainedModel model = result.model();
    AtomicFile.write(
        folder.resolve(EXPERIMENT), new ExperimentWriter(plugins).yaml(model.experiment()));
    AtomicFile.write(folder.resolve(METRICS), JsonText.of(result.metrics()));
    AtomicFile.write(folder.resolve(LOSSES), new LossTable(result.losses()).toCsv());
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("format", FORMAT);
    provenance.put(COMPLETED, result.completed());
    provenance.put("space", SpaceText.of(model.domain()));
    provenance.put(
        "models", model.student().isPresent() ? List.of("teacher", "student") : List.of("teacher"));
    provenance.putAll(result.provenance());
    AtomicFile.write(folder.resolve(PROVENANCE), JsonText.of(provenance));
    Safetensors.write(
        folder.resolve(TRANSFORM),
        model.transform().toWeights(),
        Map.of(
            "format",
            FORMAT,
            "part",
            "transform",
            "kind",
            model.experiment().data().transform().type()));
    write(folder, "teacher", model.teacher());
    model.student().ifPresent(weights -> write(folder, "student", weights));
    result.showing().ifPresent(showing -> Npy.write(folder.resolve(SAMPLES), showing.samples()));
    extraFiles.forEach((path, bytes) -> AtomicFile.write(folder.resolve(path), bytes));
  }

  private static void write(Path folder, String part, FittedWeights weights) {
    Safetensors.write(
        weightsFile(folder, part), weights.averaged(), Map.of("format", FORMAT, "part", part));
    Safetensors.write(
        weightsFile(folder, part + "-raw"),
        weights.raw(),
        Map.of("format", FORMAT, "part", part + "-raw"));
  }

  private static Path weightsFile(Path folder, String part) {
    return folder.resolve("weights").resolve(part + ".safetensors");
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
    Domain domain = domain(folder, transform);
    if ((experiment.condition() == Condition.LABELS) != (domain.space().conditions() > 0)) {
      throw new KoopflowException(
          "'"
              + folder.resolve(EXPERIMENT)
              + "' has condition "
              + experiment.condition().name().toLowerCase(Locale.ROOT)
              + ", but '"
              + folder.resolve(PROVENANCE)
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
    if (models(folder).contains("student")) {
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
    Map<String, Object> metrics = tree(folder.resolve(METRICS));
    Map<String, Object> provenance = tree(folder.resolve(PROVENANCE));
    boolean completed = Boolean.TRUE.equals(provenance.remove(COMPLETED));
    provenance.remove("format");
    provenance.remove("space");
    provenance.remove("models");
    Path file = folder.resolve(LOSSES);
    LossTable losses;
    try {
      losses = LossTable.parse(DataFiles.text(file));
    } catch (IllegalArgumentException e) {
      throw new KoopflowException("'" + file + "' holds no losses: " + e.getMessage(), e);
    }
    Koopflow.Shown shown = koopflow.show(model);
    return new RunResult(
        model, shown.data(), metrics, losses.rows(), provenance, shown.showing(), completed);
  }

  private static Map<String, Object> tree(Path file) {
    Map<String, Object> tree;
    try {
      tree =
          JSON.readValue(
              DataFiles.text(file), new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new KoopflowException("'" + file + "' is not valid JSON", e);
    }
    if (tree == null) {
      throw new KoopflowException("'" + file + "' is null, and a JSON object is wanted");
    }
    return tree;
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
    AtomicFolder.settle(folder, RunFolder::isRun);
    if (!isRun(folder)) {
      throw new KoopflowException(
          "'"
              + folder
              + "' is not a run: "
              + (Files.isDirectory(folder)
                  ? "it lacks " + EXPERIMENT + " or " + PROVENANCE
                  : "there is no such folder"));
    }
    return new ExperimentReader(plugins)
        .ofRun(provenance(folder).path("format").asText().equals(FIRST_FORMAT))
        .file(folder.resolve(EXPERIMENT), overrides);
  }

  /** The parts whose weights the run has, so that one that was lost is not taken for untrained. */
  private static List<String> models(Path folder) {
    List<String> models = new ArrayList<>();
    provenance(folder).path("models").forEach(model -> models.add(model.asText()));
    return models;
  }

  /** Where a run comes from, if it is of a format that can be read. */
  private static JsonNode provenance(Path folder) {
    Path file = folder.resolve(PROVENANCE);
    try {
      JsonNode root = JSON.readTree(DataFiles.text(file));
      String format = root.path("format").asText();
      if (!FORMATS.contains(format)) {
        throw new KoopflowException(
            "'"
                + file
                + "' tells of format '"
                + format
                + "', this version reads "
                + String.join(" and ", FORMATS));
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new KoopflowException("'" + file + "' is not valid JSON", e);
    }
  }

  private static Domain domain(Path folder, Transform transform) {
    JsonNode provenance = provenance(folder);
    // The first two formats knew vectors without a condition and nothing else.
    Domain domain =
        FORMATS.indexOf(provenance.path("format").asText()) >= WITH_SPACE
            ? SpaceText.parse(provenance.path("space"), folder.resolve(PROVENANCE))
            : Domain.of(Space.of(transform.dimension()));
    if (domain.space().dimension() != transform.dimension()) {
      throw new KoopflowException(
          "'"
              + folder.resolve(PROVENANCE)
              + "' tells of "
              + domain.space()
              + ", but the transform leads to "
              + transform.dimension()
              + " coordinates");
    }
    return domain;
  }

  private Transform transform(Path folder) {
    Path file = folder.resolve(TRANSFORM);
    Safetensors.Content content = read(file, "transform");
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
        matching(weightsFile(folder, part), part, expected),
        matching(weightsFile(folder, part + "-raw"), part + "-raw", expected));
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
