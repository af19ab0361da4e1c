package org.koopflow.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.data.Transform;
import org.koopflow.api.space.Space;
import org.koopflow.core.RunResult;
import org.koopflow.core.model.Domain;
import org.koopflow.core.model.TrainedModel;

/**
 * Where a run comes from: its {@code provenance.json}, of a format that can be read. Beside what a
 * run says of itself, it tells what the folder holds.
 */
final class Origin {
  /** The format that is written. Former ones stay readable, as {@code docs/run-format.md} says. */
  static final String FORMAT = "koopflow-3";

  private static final String FIRST_FORMAT = "koopflow-1";
  private static final List<String> FORMATS = List.of(FIRST_FORMAT, "koopflow-2", FORMAT);

  /** Where the formats begin that say what flows. */
  private static final int WITH_SPACE = 2;

  private static final String FORMAT_KEY = "format";
  private static final String COMPLETED = "completed";
  private static final String SPACE = "space";
  private static final String MODELS = "models";
  private static final String STUDENT = "student";

  private final Path file;
  private final ObjectNode root;
  private final String format;

  private Origin(Path file, ObjectNode root, String format) {
    this.file = file;
    this.root = root;
    this.format = format;
  }

  /** What is written of a run. */
  static Map<String, Object> of(RunResult result) {
    TrainedModel model = result.model();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(FORMAT_KEY, FORMAT);
    keys.put(COMPLETED, result.completed());
    keys.put(SPACE, SpaceText.of(model.domain()));
    keys.put(
        MODELS, model.student().isPresent() ? List.of("teacher", STUDENT) : List.of("teacher"));
    keys.putAll(result.provenance());
    return keys;
  }

  /**
   * Reads that of a run.
   *
   * @throws KoopflowException if it is missing, damaged or of a format unknown to this version
   */
  static Origin read(Path folder) {
    Path file = folder.resolve(RunPaths.PROVENANCE);
    ObjectNode root = JsonFile.read(file);
    String format = root.path(FORMAT_KEY).asText();
    if (!FORMATS.contains(format)) {
      throw new KoopflowException(
          "'"
              + file
              + "' tells of format '"
              + format
              + "', this version reads "
              + String.join(" and ", FORMATS));
    }
    return new Origin(file, root, format);
  }

  /** Whether the run is of the first format, whose specification said some things otherwise. */
  boolean isFirstFormat() {
    return format.equals(FIRST_FORMAT);
  }

  /** Whether the run came to its end, or the given where it does not tell. */
  boolean completed(boolean untold) {
    return root.path(COMPLETED).asBoolean(untold);
  }

  /** Whether the run has a student, so that one that was lost is not taken for untrained. */
  boolean hasStudent() {
    return StreamSupport.stream(root.path(MODELS).spliterator(), false)
        .anyMatch(model -> model.asText().equals(STUDENT));
  }

  /**
   * What flows, behind the run's transform.
   *
   * @throws KoopflowException if it is told of wrongly or the transform leads elsewhere
   */
  Domain domain(Transform transform) {
    // The first two formats knew vectors without a condition and nothing else.
    Domain domain =
        FORMATS.indexOf(format) >= WITH_SPACE
            ? SpaceText.parse(root.path(SPACE), file)
            : Domain.of(Space.of(transform.dimension()));
    if (domain.space().dimension() != transform.dimension()) {
      throw new KoopflowException(
          "'"
              + file
              + "' tells of "
              + domain.space()
              + ", but the transform leads to "
              + transform.dimension()
              + " coordinates");
    }
    return domain;
  }

  /** What the run says of itself, as {@link RunResult#provenance} had it. */
  Map<String, Object> provenance() {
    Map<String, Object> keys = JsonFile.tree(root);
    List.of(FORMAT_KEY, COMPLETED, SPACE, MODELS).forEach(keys::remove);
    return keys;
  }
}
